import type { Language } from '../responder/language.ts';
import { createReporter } from '../responder/report.ts';
import type { AgentRun, Events, RunEnd } from './agent.ts';
import { remember } from './memory.ts';
import { say, step, think, wordUsage } from './speech.ts';

interface PlannerWords {
  reasoning: string;
  plan: string;
  work: string;
  report: string;
  tasks: readonly string[];
  checked: (task: string) => string;
}

const WORDS: Record<Language, PlannerWords> = {
  en: {
    reasoning: 'Six parts, each depends on the one before it. None can be skipped, so I work through them in order.',
    plan: 'Planned the work',
    work: 'Worked through the plan',
    report: 'Wrote the report',
    tasks: [
      'Collect the documents',
      'Read the specification',
      'List the requirements',
      'Compare with the offer',
      'Check the figures',
      'Note what is missing',
    ],
    checked: (task) => `${task}: nothing unexpected.`,
  },
  fr: {
    reasoning: 'Six parties, chacune dépend de la précédente. Aucune ne peut être sautée : je les traite dans l’ordre.',
    plan: 'Travail planifié',
    work: 'Plan exécuté',
    report: 'Rapport rédigé',
    tasks: [
      'Réunir les documents',
      'Lire le cahier des charges',
      'Lister les exigences',
      'Comparer avec l’offre',
      'Vérifier les chiffres',
      'Noter ce qui manque',
    ],
    checked: (task) => `${task} : rien d’inattendu.`,
  },
};

const PHASES = 4;
const PHASE_MS = 2_600;

/** A slow one: steps within steps, a list of tasks as shared state, an activity beside it, and a report at the end. */
export async function* plannerAgent(run: AgentRun): Events<RunEnd> {
  const words = WORDS[run.language];
  yield* step(words.plan, plan(run, words));
  yield* step(words.work, work(run, words));
  const report = createReporter(run.demo.store.state.responderSeed)(run.question, run.thread.asked);
  yield* step(words.report, say(run, report));
  remember(run.demo, run.thread, run.question);
  return { usage: wordUsage(run.question, report, words.reasoning) };
}

async function* plan(run: AgentRun, { reasoning, tasks }: PlannerWords): Events {
  yield* think(run, reasoning);
  const list = tasks.map((title) => ({ title, status: 'pending' }));
  yield { type: 'STATE_SNAPSHOT', snapshot: { done: 0, total: list.length, current: null, tasks: list } };
}

async function* work(run: AgentRun, words: PlannerWords): Events {
  const messageId = run.demo.newId();
  const log: string[] = [];
  yield { type: 'ACTIVITY_SNAPSHOT', messageId, activityType: 'LOG', content: { lines: log, phase: 0, of: PHASES } };
  for (const [index, title] of words.tasks.entries()) {
    yield* step(title, oneTask(run, messageId, index, title));
    const line = words.checked(title);
    yield {
      type: 'ACTIVITY_DELTA',
      messageId,
      activityType: 'LOG',
      patch: [{ op: 'add', path: '/lines/-', value: line }],
    };
  }
}

async function* oneTask(run: AgentRun, messageId: string, index: number, title: string): Events {
  const status = `/tasks/${index}/status`;
  yield {
    type: 'STATE_DELTA',
    delta: [
      { op: 'replace', path: status, value: 'running' },
      { op: 'replace', path: '/current', value: title },
    ],
  };
  for (let phase = 1; phase <= PHASES; phase++) {
    await run.pause(PHASE_MS);
    const patch = [{ op: 'replace' as const, path: '/phase', value: phase }];
    yield { type: 'ACTIVITY_DELTA', messageId, activityType: 'LOG', patch };
  }
  yield {
    type: 'STATE_DELTA',
    delta: [
      { op: 'test', path: status, value: 'running' },
      { op: 'replace', path: status, value: 'done' },
      { op: 'replace', path: '/done', value: index + 1 },
      { op: 'replace', path: '/current', value: null },
    ],
  };
}
