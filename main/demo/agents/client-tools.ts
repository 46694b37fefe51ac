import { contentToText } from '@ag-ui/core';
import type { AgentRun, Events, RunEnd } from './agent.ts';
import { callTool, say } from './speech.ts';

const COPY = /\b(copy|clipboard|copie|copier|presse-papiers)\b/i;
const PAGE = /\b(page|web ?site|site web|link|lien|browser|navigateur)\b/i;

const WORDS = {
  en: {
    done: (name: string) => `\`${name}\` was used on your computer. Thank you.`,
    refused: (name: string, why: string) => `\`${name}\` was not used: ${why}`,
    clip: 'A text from the demo’s mail agent.',
  },
  fr: {
    done: (name: string) => `\`${name}\` a été utilisé sur votre ordinateur. Merci.`,
    refused: (name: string, why: string) => `\`${name}\` n’a pas été utilisé : ${why}`,
    clip: 'Un texte de l’agent « mail » de la démonstration.',
  },
};

/** Calls a tool of the person's computer and ends the run there, when the prompt asks for it and it is declared. */
export async function* callClientTool(run: AgentRun): Events<RunEnd | null> {
  const wanted = wantedTool(run);
  if (!wanted || !run.input.tools.some((tool) => tool.name === wanted.name)) return null;
  const id = yield* callTool(run, wanted.name, wanted.args);
  return { outcome: { type: 'success', pendingToolCallIds: [id] } };
}

function wantedTool({ demo, question, language }: AgentRun) {
  if (COPY.test(question)) return { name: 'copy_to_clipboard', args: { text: WORDS[language].clip } };
  if (PAGE.test(question)) return { name: 'open_url', args: { url: `${demo.origin()}/webui/` } };
  return null;
}

/** Says what became of a tool it called in the run before, when this run brings that. */
export async function* toolAnswered(run: AgentRun): Events<RunEnd | null> {
  const { messages } = run.input;
  const last = messages.at(-1);
  if (last?.role !== 'tool') return null;
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? (message.toolCalls ?? []) : []));
  const name = calls.find((call) => call.id === last.toolCallId)?.function.name ?? last.toolCallId;
  const words = WORDS[run.language];
  yield* say(run, last.error === undefined ? words.done(name) : words.refused(name, last.error));
  return { result: contentToText(last.content) };
}
