import type {
  FormField,
  Interrupt,
  RunDetail,
  RunEventRow,
  RunItem,
  RunState,
  RunSummary,
  Source,
} from '../../../preload/contract.ts';
import type { RunsScenario } from './fake-runs.ts';
import { NOW } from './scenario.ts';

/** The runs of the drawings, in both languages, as they stand at `NOW`. */

type Lang = 'en' | 'fr';
const MINUTE = 60_000;
const DAY = 86_400_000;

const TICKETS: Source = {
  id: 'tickets',
  kind: 'agui',
  name: 'tickets-agent',
  address: 'https://agents.example.org/tickets',
  demo: false,
  headers: [],
  protocol: '1.0',
  forwardedProps: '',
  openWebuiPreset: false,
  idleSeconds: 120,
  tools: { openUrl: false, copyToClipboard: false },
};
const gateway = (name: string): Source => ({
  id: 'gateway',
  kind: 'gateway',
  name,
  address: 'https://gateway.example.org',
  demo: false,
  hasKey: true,
  model: 'local/mistral-small',
});

/** A run of which only what a test cares about is said. */
export function summary(id: number, more: Partial<RunSummary> = {}): RunSummary {
  const startedAt = more.startedAt ?? NOW - 10 * MINUTE;
  return {
    id,
    kind: 'agui',
    sourceId: 'tickets',
    sourceName: 'tickets-agent',
    demo: false,
    model: null,
    title: `Run ${id}`,
    state: { kind: 'running', since: startedAt },
    contact: { kind: 'ok' },
    startedAt,
    lastNewsAt: NOW - 1_000,
    endedAt: null,
    step: null,
    steps: 0,
    preview: null,
    asks: null,
    conversationId: null,
    previousId: null,
    unseen: false,
    tokens: null,
    ...more,
  };
}

/** A run that has ended, `tookMs` after it began. */
export function ended(id: number, state: RunState, tookMs: number, more: Partial<RunSummary> = {}): RunSummary {
  return summary(id, {
    state,
    startedAt: state.since - tookMs,
    endedAt: state.since,
    lastNewsAt: state.since,
    ...more,
  });
}

export function detail(run: RunSummary, more: Partial<RunDetail> = {}): RunDetail {
  return {
    run,
    prompt: run.title,
    earlier: [],
    items: [],
    interrupts: [],
    sharedState: null,
    usage: [],
    result: null,
    media: [],
    events: 0,
    faults: 0,
    revision: 1,
    ...more,
  };
}

export function field(name: string, more: Partial<FormField> = {}): FormField {
  return {
    name,
    label: name,
    hint: null,
    type: 'string',
    required: true,
    options: [],
    initial: null,
    min: null,
    max: null,
    ...more,
  };
}

export function interrupt(id: string, more: Partial<Interrupt> = {}): Interrupt {
  return {
    id,
    origin: 'interrupt',
    reason: 'confirmation',
    message: null,
    toolName: null,
    args: null,
    editableArgs: false,
    form: [],
    schema: null,
    expiresAt: null,
    ...more,
  };
}

/** What happened in the run of the drawings, up to its question. */
function ticketItems(say: (en: string, fr: string) => string, start: number): RunItem[] {
  let at = start;
  const items: RunItem[] = [];
  const add = (
    item: Partial<RunItem> & { kind: RunItem['kind'] },
    lasts: number | null,
    owner: string | null = null,
  ) => {
    const id = `i${items.length}`;
    items.push({ id, at, endedAt: lasts === null ? null : at + lasts, owner, ...item } as RunItem);
    return id;
  };
  add({ kind: 'step', name: say('Understood the request', 'Demande comprise') }, 400);
  add({ kind: 'reasoning', text: Array.from({ length: 62 }, (_, n) => say('word', 'mot') + n).join(' ') }, 300);
  at += 400;
  add({ kind: 'step', name: say('Searched the tickets', 'Recherche des tickets') }, 2_100);
  add(
    {
      kind: 'tool',
      name: 'search_tickets',
      args: '{ "query": "P-204", "status": "open", "since": "2026-11-16" }',
      status: 'done',
      result: say('7 found: #4121 seal, due Thu', '7 trouvés : #4121 joint, attendu jeudi'),
      media: [],
    },
    1_900,
  );
  at += 2_100;
  add({ kind: 'step', name: say('Read what was found', 'Lecture des tickets trouvés') }, 6_800);
  add(
    {
      kind: 'tool',
      name: 'read_ticket',
      args: '{"ids":["#4121","#4127","#4130"],"more":4}',
      status: 'done',
      result: '7 / 7',
      media: [],
    },
    6_200,
  );
  add(
    {
      kind: 'subagent',
      name: 'photo-check',
      description: null,
      status: 'done',
      text: say('looked at 11 pictures: 4 missing', '11 photos regardées, 4 manquent'),
    },
    3_400,
  );
  at += 6_800;
  add({ kind: 'step', name: say('Drafted the mail', 'Courriel rédigé') }, 5_300);
  at += 5_300;
  add({ kind: 'moment', what: 'asked' }, 0);
  return items;
}

function eventRows(): RunEventRow[] {
  return Array.from({ length: 64 }, (_, index) => ({
    seq: index + 1,
    at: NOW - 40_000 + index * 350,
    type: index % 9 === 8 ? 'TOOL_CALL_RESULT' : index % 3 === 0 ? 'STEP_STARTED' : 'TEXT_MESSAGE_CONTENT',
    json: JSON.stringify({ type: 'x', messageId: `m${index}`, delta: `piece ${index} of the text` }),
    cut: false,
    merged: index % 3 === 0 ? 1 : 12,
    fault: index === 20 ? 'TOOL_CALL_RESULT for a call that was never started' : null,
  }));
}

/** The runs, sources and events of the drawings. */
export function runsWorkspace(lang: Lang): RunsScenario {
  const say = (en: string, fr: string) => (lang === 'fr' ? fr : en);
  const gatewayName = say('Gateway', 'Passerelle');
  const atGateway = { kind: 'gateway', sourceId: 'gateway', sourceName: gatewayName } as const;
  const waitingSince = NOW - 23_000;
  const tickets = summary(1, {
    title: say('P-204 tickets, mail to site', 'Tickets P-204, courriel au site'),
    model: 'mistral-small-latest',
    state: { kind: 'waiting', since: waitingSince },
    startedAt: NOW - 43_000,
    asks: {
      count: 1,
      expiresAt: NOW + 272_000,
      title: say('Approve a mail', 'Accepter un courriel'),
      simple: false,
    },
    conversationId: 1,
    tokens: 3912,
    steps: 4,
  });
  const mail = interrupt('mail', {
    reason: 'tool_call',
    message: say('Send this mail to three people?', 'Envoyer ce courriel à trois personnes ?'),
    toolName: 'send_mail',
    expiresAt: NOW + 272_000,
    form: [
      field('to', {
        label: say('To', 'À'),
        type: 'enums',
        options: ['a.legoff', 'l.morvan', 'site'].map((who) => ({
          json: JSON.stringify(`${who}@dinard.example`),
          label: `${who}@dinard.example`,
        })),
        initial: JSON.stringify(['a.legoff@dinard.example', 'l.morvan@dinard.example', 'site@dinard.example']),
      }),
      field('subject', {
        label: say('Subject', 'Objet'),
        initial: JSON.stringify(
          say('P-204: seven open points, seal due Thursday', 'P-204 : sept points ouverts, joint attendu jeudi'),
        ),
      }),
      field('text', {
        label: say('Text', 'Texte'),
        type: 'text',
        initial: JSON.stringify(
          say(
            'Good afternoon, seven points are open on P-204. The mechanical seal (#4121) is due on Thursday. Four tickets still need a photo: #4127, #4130, #4132, #4138.',
            'Bonjour, sept points sont ouverts sur P-204. Le joint mécanique (#4121) est attendu jeudi. Quatre tickets attendent une photo : #4127, #4130, #4132, #4138.',
          ),
        ),
      }),
    ],
  });
  const answer = say(
    '# Release notes 2.4\n\nThree things are **new**:\n\n- runs of agents\n- a faster search\n- `--toggle` on Wayland\n\n| Part | Before | Now |\n|---|---:|---:|\n| Start | 410 ms | 230 ms |\n',
    '# Notes de version 2.4\n\nTrois **nouveautés** :\n\n- les tâches des agents\n- une recherche plus rapide\n- `--toggle` sous Wayland\n\n| Partie | Avant | Après |\n|---|---:|---:|\n| Départ | 410 ms | 230 ms |\n',
  );
  return {
    sources: [gateway(gatewayName), TICKETS],
    models: {
      models: ['local/mistral-small', 'local/vendor/fake-large'],
      details: [],
      fetchedAt: NOW - 60_000,
      emptyNow: false,
    },
    runsFailing: {},
    events: [[1, eventRows()]],
    details: [
      detail(tickets, {
        prompt: say(
          'Collect the open points of P-204 and write to the site.',
          'Rassemble les points ouverts de P-204.',
        ),
        items: ticketItems(say, NOW - 43_000),
        interrupts: [mail],
        sharedState: {
          json: JSON.stringify(
            { ticket: { open: 7, missing: ['#4127', '#4130'] }, mail: { subject: 'P-204' } },
            null,
            2,
          ),
          cut: false,
          changed: ['/ticket/open', '/mail'],
          inSync: true,
        },
        usage: [
          {
            provider: 'mistral',
            model: 'mistral-small-latest',
            inputTokens: 3012,
            outputTokens: 900,
            totalTokens: 3912,
            reasoningTokens: null,
            cachedInputTokens: 512,
            cacheWriteInputTokens: null,
          },
        ],
        events: 64,
        faults: 1,
      }),
      detail(
        summary(2, {
          title: say('Compare five tenders, lot 2', 'Comparer cinq offres, lot 2'),
          sourceName: 'tenders-agent',
          startedAt: NOW - 728_000,
          steps: 7,
        }),
      ),
      detail(
        summary(3, {
          title: say('Reconcile October readings', 'Relevés d’octobre, contrôle'),
          sourceName: 'meters-agent',
          startedAt: NOW - 231_000,
          steps: 4,
        }),
      ),
      detail(
        summary(4, {
          ...atGateway,
          title: say('Index the old pump sheets', 'Indexer les anciennes fiches'),
          state: { kind: 'silent', since: NOW - 40 * MINUTE },
          contact: { kind: 'keyRefused', since: NOW - 50 * MINUTE },
          startedAt: NOW - 4_340_000,
          lastNewsAt: NOW - 50 * MINUTE,
        }),
        { items: [{ id: 'm', kind: 'moment', what: 'accepted', at: NOW - 4_340_000, endedAt: null, owner: null }] },
      ),
      detail(
        ended(5, { kind: 'succeeded', since: NOW - 90 * MINUTE }, 108_000, {
          ...atGateway,
          title: say('Release notes 2.4', 'Notes de version 2.4'),
          model: 'local/mistral-small',
          unseen: true,
        }),
        { result: answer, earlier: [{ role: 'user', text: say('Before that', 'Avant cela') }] },
      ),
      detail(
        ended(6, { kind: 'apologised', since: NOW - 4 * 60 * MINUTE, apology: 'synthesis' }, 20_000, {
          ...atGateway,
          title: say('Find the 2019 test sheet', 'Retrouver la fiche d’essai 2019'),
        }),
        { result: 'Je rencontre une difficulté technique pour générer la réponse finale.' },
      ),
      detail(
        ended(
          7,
          {
            kind: 'failed',
            since: NOW - 6 * 60 * MINUTE,
            message: say('the tool query_db was refused', 'l’outil query_db a été refusé'),
            code: 'TOOL_REFUSED',
            error: null,
          },
          20_000,
          { title: say('Weekly backup report', 'Rapport de sauvegarde hebdo') },
        ),
      ),
      detail(
        ended(8, { kind: 'lost', since: NOW - DAY, reason: 'connection' }, 20_000, {
          title: say('Translate the safety manual', 'Traduire le manuel de sécurité'),
        }),
      ),
      detail(
        ended(9, { kind: 'cancelled', since: NOW - 2 * DAY }, 14_000, {
          title: say('Draft the minutes', 'Rédiger le compte rendu'),
        }),
      ),
    ],
  };
}
