import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Computer, computer, type Program } from '../companion/computer.ts';

let desk: Computer;
let program: Program;

beforeEach(async () => {
  desk = computer();
  program = await desk.start();
});
afterEach(() => desk.remove());

const text = async () => (await program.ask('diagnostics.report', null)).text;
/** The number on the line with this label. */
const figure = async (label: string) => Number(new RegExp(`^- ${label}: (\\d+)$`, 'm').exec(await text())?.[1]);

async function askDemo(content: string): Promise<number> {
  await program.ask('session.openDemo', null);
  const { conversations } = await program.ask('conversations.list', null);
  const place = conversations.find((each) => each.withAi && each.presence === 'here');
  const { id } = await program.ask('quick.ask', {
    content,
    conversationId: place?.id ?? null,
    modelId: null,
    source: null,
  });
  return id;
}

test('an empty computer has a report, and its database is sound', async () => {
  const { at, text: report, questions } = await program.ask('diagnostics.report', null);
  expect(Math.abs(Date.now() - at)).toBeLessThan(60_000);
  expect(report).toContain('- Integrity: sound');
  expect(report).toContain('- Kept in: file');
  expect(report).toContain('- Session: signedOut');
  expect(await figure('Messages')).toBe(0);
  expect(questions).toEqual([]);
});

test('a question is followed from asking to drawing, and counted in the database', async () => {
  program.companion.hotkeyPressed({ calledAt: Date.now() - 40, shownAt: Date.now() - 10 });
  const content = `Which pump is due? ${randomUUID()}`;
  const id = await askDemo(content);
  await expect
    .poll(async () => (await program.ask('diagnostics.report', null)).questions[0]?.outcome, { timeout: 20_000 })
    .toBe('answered');
  await program.ask('diagnostics.painted', { messageId: id });
  const { text: report, questions } = await program.ask('diagnostics.report', null);
  expect(questions).toHaveLength(1);
  const [question] = questions;
  expect(question).toMatchObject({ from: 'quick', opening: 30 });
  for (const part of ['sending', 'waiting', 'receiving', 'drawing'] as const) {
    expect(question?.[part], part).toBeGreaterThanOrEqual(0);
  }
  expect(report).toContain(' quick, answered: 30 + ');
  expect(await figure('Messages')).toBeGreaterThan(1);
  expect(await figure('Conversations')).toBeGreaterThan(0);

  expect(report).not.toContain(content);
  const { session } = await program.ask('session.get', null);
  if (session.kind !== 'signedIn') throw new Error('signed out');
  expect(report).not.toContain(session.account.username);
  expect(report).not.toContain(session.account.displayName);
  expect(report).not.toContain('/api');
  expect(report).toContain(`- Server: ${new URL(session.account.server).host}`);
});

test('the sources are told with their host and whether a key is kept', async () => {
  await program.ask('sources.save', {
    kind: 'gateway',
    id: null,
    name: 'Papa’s own',
    address: 'https://gateway.example.org/tenant-4711',
    key: 'sk-very-secret',
    model: null,
  });
  const report = await text();
  expect(report).toContain('- gateway, gateway.example.org: key kept: yes');
  expect(report).not.toMatch(/Papa|tenant-4711|sk-very-secret/);
});

test('what a person is refused is written down by kind', async () => {
  await expect(program.ask('session.probe', { address: 'http://127.0.0.1:1' })).rejects.toThrow();
  expect(program.logged).toContain('command.failed');
});

test('what was read is what is saved', async () => {
  expect(await program.ask('diagnostics.save', { text: 'as it was read' })).toEqual({ saved: true });
  expect(program.saved).toEqual([{ name: 'Halext Companion diagnostics.md', text: 'as it was read' }]);
});
