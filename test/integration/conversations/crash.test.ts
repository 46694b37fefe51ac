import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SwitchName } from '../../../main/demo/index.ts';
import { type Office, openDesk, openOffice } from './desk.ts';

let office: Office;
let child: ChildProcess | null = null;

afterEach(async () => {
  child?.kill('SIGKILL');
  await office.close();
});

const postArrived = () =>
  office.demo.log().some((request) => request.method === 'POST' && /conversations\/\d+\/messages$/.test(request.path));

async function sendAndKill(text: string): Promise<void> {
  const { apiBase, username, password } = office.origin;
  const script = resolve(import.meta.dirname, 'writer.ts');
  child = spawn(process.execPath, [script, office.file, apiBase, username, password, text], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await expect.poll(postArrived, { timeout: 20_000, interval: 2 }).toBe(true);
  child.kill('SIGKILL');
  await ended;
}

test.each<[SwitchName, true | number, number]>([
  ['lateAnswerMs', 400, 1],
  ['aiNeverAnswersButStores', true, 1],
  ['dropBeforeStore', true, 0],
])('SIGKILL in sending (%s), restart on the same file: no second copy', async (fault, amount, copies) => {
  office = await openOffice();
  office.demo.switches.set(fault, amount as never, { times: 1, method: 'POST', path: '/messages' });
  await sendAndKill('Before the end');
  const desk = await openDesk(office.origin, office.file);
  const [conversation] = await desk.list();
  const state = async () => (await desk.thread(conversation?.id ?? 0))[0]?.state.kind;
  await expect.poll(state, { timeout: 20_000, interval: 10 }).toBe(copies === 1 ? 'stored' : 'deciding');
  expect(office.ownTexts()).toEqual(Array(copies).fill('Before the end'));
  expect(desk.faults).toEqual([]);
  await desk.close();
});
