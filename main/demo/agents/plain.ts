import type { AgentRun, Events, RunEnd } from './agent.ts';
import { remember } from './memory.ts';
import { say, wordUsage } from './speech.ts';

const MEMORY = {
  en: (count: number, before: string) =>
    `*This is question ${count} of this thread. I still remember the one before: “${before}”*`,
  fr: (count: number, before: string) =>
    `*C’est la question n° ${count} de ce fil. Je me souviens de la précédente : « ${before} »*`,
};

/** Answers with Markdown, and remembers by itself what was asked in the thread before. */
export async function* plainAgent(run: AgentRun): Events<RunEnd> {
  const { asked } = run.thread;
  const before = asked.at(-1);
  const answer = run.demo.responder(run.question);
  const text = before === undefined ? answer : `${MEMORY[run.language](asked.length + 1, before)}\n\n${answer}`;
  await run.pause(600);
  yield* say(run, text);
  remember(run.demo, run.thread, run.question);
  return { usage: wordUsage(run.question, text) };
}
