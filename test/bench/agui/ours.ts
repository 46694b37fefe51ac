/**
 * Reads a run as the program does: the HTTP client, the driver, the book, and a window that is told of every change. The
 * database, in a thread of its own, is left out. Argument: the address.
 */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../main/clock.ts';
import type { ProcedureName, ResultOf } from '../../../main/database/procedures.ts';
import type { Store } from '../../../main/database/store.ts';
import { ok, type Result } from '../../../main/errors.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { createAguiDriver } from '../../../main/runs/agui/index.ts';
import { createBook } from '../../../main/runs/book.ts';
import type { AguiSource } from '../../../preload/contract.ts';
import { newRun } from '../../unit/runs/gateway/desk.ts';
import { report } from './measure.ts';

const address = process.argv[2] ?? '';
const source: AguiSource = {
  id: 's',
  kind: 'agui',
  name: 'Agent',
  address,
  demo: false,
  headers: [],
  protocol: '1.0',
  forwardedProps: '',
  openWebuiPreset: false,
  idleSeconds: 60,
  tools: { openUrl: false, copyToClipboard: false },
};
const answers: Partial<Record<ProcedureName, unknown>> = {
  'runs.create': { id: 1 },
  'runs.save': true,
  'runs.addEvents': { events: 1, faults: 0 },
};
const answer = async <N extends ProcedureName>(name: N): Promise<Result<ResultOf<N>>> =>
  ok((answers[name] ?? null) as ResultOf<N>);
const store: Store = { run: answer, read: answer, on: () => () => {}, close: async () => {} };

let ended: (text: string) => void = () => {};
const book = createBook({
  store,
  clock: systemClock,
  // A window gets a copy: that is what telling it costs this side.
  emit: (topic, event) => void structuredClone([topic, event]),
  onTurn: (run, what) => {
    if (what === 'ended') ended(book.current().find(({ id }) => id === run.id)?.result ?? '');
  },
  onHeard: () => {},
  onFault: (cause) => console.error(cause),
});
const http = createHttpClient({ clock: systemClock, userAgent: 'bench' });
const driver = createAguiDriver({
  book,
  sources: { access: async () => ok({ source, headers: {} }) },
  http,
  clock: systemClock,
  newId: randomUUID,
  tools: { openUrl: async () => ok(null), copy: async () => ok(null) },
});

await report(async () => {
  const { id: _id, ...draft } = newRun(0, Date.now(), { kind: 'agui' });
  const created = await book.create(draft);
  if (!created.ok) throw new Error(created.error.message);
  const text = new Promise<string>((resolve) => {
    ended = resolve;
  });
  driver.submit(created.value);
  await book.open(created.value.id, 1);
  return text;
});
await driver.close();
await book.close();
await http.close();
