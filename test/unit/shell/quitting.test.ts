import { expect, test } from 'vitest';
import { createQuitting, QUIT_LIMIT_MS } from '../../../main/shell/quitting.ts';
import { fakeClock } from './fake-clock.ts';

/** A program that ends; `finish` is what its last writes do. */
function program(finish: () => Promise<void>) {
  const clock = fakeClock();
  const began = clock.now();
  const exits: { after: number; said: unknown }[] = [];
  const said: unknown[] = [];
  const quitting = createQuitting({
    clock,
    finish,
    log: (event, fields) => said.push({ event, ...fields }),
    exit: () => exits.push({ after: clock.now() - began, said: said.at(-1) }),
  });
  return { clock, quitting, exits };
}

const never = () => new Promise<void>(() => {});

test('what ends at once ends the program at once, with a last line', async () => {
  const { clock, quitting, exits } = program(async () => {});
  expect(quitting.isQuitting()).toBe(false);
  quitting.begin();
  expect(quitting.isQuitting()).toBe(true);
  await clock.pass(120);
  expect(exits).toEqual([]);
  quitting.end();
  await clock.pass(10_000);
  expect(exits).toEqual([{ after: 120, said: { event: 'app.ended', kind: 'finished', ms: 120 } }]);
});

test('a database or a server that hangs is left behind before 2 s are over', async () => {
  const { clock, quitting, exits } = program(never);
  quitting.begin();
  quitting.end();
  await clock.pass(10_000);
  expect(exits).toEqual([{ after: QUIT_LIMIT_MS, said: { event: 'app.ended', kind: 'limit', ms: QUIT_LIMIT_MS } }]);
  expect(QUIT_LIMIT_MS).toBeLessThan(2_000);
});

test('a page that does not let its window close holds nobody up: the time runs from the wish on', async () => {
  const { clock, quitting, exits } = program(async () => {});
  quitting.begin();
  await clock.pass(10_000);
  expect(exits.map(({ after }) => after)).toEqual([QUIT_LIMIT_MS]);
});

test('windows that take long leave less for the last writes, not more time for all', async () => {
  const { clock, quitting, exits } = program(never);
  quitting.begin();
  await clock.pass(1_500);
  quitting.end();
  await clock.pass(10_000);
  expect(exits.map(({ after }) => after)).toEqual([QUIT_LIMIT_MS]);
});

test('last writes that fail end it too; asking again changes nothing', async () => {
  let times = 0;
  const { clock, quitting, exits } = program(async () => {
    times += 1;
    throw new Error('the disk is full');
  });
  quitting.begin();
  quitting.end();
  quitting.begin();
  quitting.end();
  await clock.pass(10_000);
  expect(times).toBe(1);
  expect(exits).toEqual([{ after: 0, said: { event: 'app.ended', kind: 'failed', ms: 0 } }]);
});

test('the end of the system’s session needs no windows closed before', async () => {
  const { clock, quitting, exits } = program(async () => {});
  quitting.end();
  expect(quitting.isQuitting()).toBe(true);
  await clock.pass(1);
  expect(exits).toHaveLength(1);
});
