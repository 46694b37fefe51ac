import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createQuitting, QUIT_LIMIT_MS } from '../../../main/shell/quitting.ts';
import { quickTiming } from '../conversations/desk.ts';
import { type Computer, computer, type Program } from './computer.ts';

let desk: Computer;

beforeEach(() => {
  desk = computer();
});

afterEach(() => desk.remove());

/** Quits a program whose windows are closed already; answers how it ended, and when by its own clock. */
function quit(program: Program): Promise<{ kind: unknown; ms: unknown }> {
  return new Promise((ended) => {
    let last = {};
    const quitting = createQuitting({
      clock: systemClock,
      finish: program.quit,
      log: (_event, fields) => {
        last = { ...fields };
      },
      exit: () => ended(last as { kind: unknown; ms: unknown }),
    });
    quitting.begin();
    quitting.end();
  });
}

/** A conversation with a half-written thought. */
async function think(program: Program): Promise<number> {
  await program.ask('session.goLocal', null);
  const { id } = await program.ask('local.create', { title: 'Winter', chain: [{ sourceId: 'nobody', model: null }] });
  await program.ask('conversations.saveDraft', { id, text: 'half a thought' });
  return id;
}

test('with nothing in the way the last writes are done long before the limit', async () => {
  const program = await desk.start();
  await think(program);
  const { kind, ms } = await quit(program);
  expect(kind).toBe('finished');
  expect(ms).toBeLessThan(QUIT_LIMIT_MS);
});

test('a disk that hangs is left behind in time, and what was written before is there at the next start', async () => {
  const workerUrl = new URL('./stuck-disk-worker.ts', import.meta.url);
  const program = await desk.start(quickTiming, { workerUrl });
  const id = await think(program);
  const { kind, ms } = await quit(program);
  expect(kind).toBe('limit');
  expect(ms).toBeGreaterThanOrEqual(QUIT_LIMIT_MS);
  expect(ms).toBeLessThan(2_000);

  // The process is gone now; here its thread lives on for a moment, as another program that has the file open would.
  const again = await desk.start();
  expect(await again.ask('conversations.draft', { id })).toEqual({ text: 'half a thought' });
});
