import { setImmediate } from 'node:timers/promises';
import type { DemoContext } from '../../demo.ts';
import type { AgentEvent } from '../agent.ts';
import { streamed } from '../stream.ts';
import { RUDE_WAYS, type RudeWay } from '../switches.ts';
import { CHANGES } from './events.ts';
import { rudeFrames } from './frames.ts';
import { rudeAnswer } from './refusals.ts';

/** How many words of the answer arrive before a stream drops or falls silent. */
const WORDS_BEFORE = 5;

/** The way a prompt names by one of its words; the rude agent is rude in every survivable way by itself. */
export function rudeWayIn(prompt: string): RudeWay {
  const words = prompt.match(/[a-z0-9]+/gi) ?? [];
  return RUDE_WAYS.find((way) => words.some((word) => word.toLowerCase() === way.toLowerCase())) ?? 'everything';
}

/** A run of any agent, told rudely. */
export function rudeRun(way: RudeWay, events: AsyncGenerator<AgentEvent>, c: DemoContext): Response {
  const answer = rudeAnswer(way);
  if (answer) return answer;
  if (way === 'drop') return streamed(brokenOff(frames('drop', events), () => cut(c)));
  if (way === 'silence') return streamed(brokenOff(frames('silence', events), forEver));
  return streamed(frames(way, events));
}

function frames(way: RudeWay, events: AsyncGenerator<AgentEvent>): AsyncGenerator<string> {
  return rudeFrames(way, CHANGES[way]?.(events) ?? events);
}

async function* brokenOff(source: AsyncGenerator<string>, then: () => Promise<void>): AsyncGenerator<string> {
  let words = 0;
  for await (const frame of source) {
    yield frame;
    if (frame.includes('"TEXT_MESSAGE_CONTENT"')) words += 1;
    if (words === WORDS_BEFORE) return await then();
  }
}

/** Closes the socket in the middle, after what was said has left. */
async function cut(c: DemoContext): Promise<void> {
  await setImmediate();
  c.env.outgoing.socket?.destroySoon();
  await forEver();
}

function forEver(): Promise<void> {
  return new Promise(() => {});
}
