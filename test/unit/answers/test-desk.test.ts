import { expect, test } from 'vitest';
import { createAnswerDesk } from '../../../main/answers/answer-desk.ts';
import { createTestDesk } from '../../../main/answers/test-desk.ts';
import type { Emit } from '../../../main/emit.ts';
import type { AnswerSource, TestStepReport } from '../../../preload/contract.ts';
import { aguiDraft, answerDraft, must, desk as sourcesDesk } from '../sources/desk.ts';
import { fakeHttp, json, type Said } from './fake-http.ts';

const CONFIG = json({ name: 'Chat', version: '0.6', features: {} });
const SOUND: Readonly<Record<string, readonly Said[]>> = {
  '/webui/health': [json({ status: true })],
  '/webui/api/config': [CONFIG],
  '/webui/api/models': [json({ data: [{ id: 'Technova' }] })],
  '/webui/api/chat/completions': [json({ choices: [{ message: { content: 'Hi' } }] })],
};

async function setUp(script = SOUND, held: readonly string[] = []) {
  const computer = sourcesDesk();
  const sources = computer.start();
  const { id } = must(await sources.save(answerDraft()));
  const { http, requests } = fakeHttp(script);
  /** Requests to these paths are answered when the test says so, or when they are aborted. */
  const waiting: (() => void)[] = [];
  const hold = async (url: string, signal: AbortSignal | undefined): Promise<void> => {
    if (!held.includes(new URL(url).pathname)) return;
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  };
  const desk = createAnswerDesk({
    sources,
    session: { state: () => ({ kind: 'signedOut' }), api: () => null },
    http: {
      request: async (request) => {
        await hold(request.url, request.signal);
        if (request.signal?.aborted) {
          return { ok: false, error: { kind: 'cancelled', message: 'x', retryable: false } };
        }
        return http.request(request);
      },
      stream: http.stream,
    },
    clock: computer.clock,
    random: () => 0.5,
    newId: () => 'new',
  });
  const told: { id: string; steps: readonly TestStepReport[] }[] = [];
  const emit: Emit = (topic, event) => {
    if (topic === 'sourceTest') told.push(event as (typeof told)[number]);
  };
  const tests = createTestDesk({ sources, desk, emit });
  const release = () => {
    for (const go of waiting.splice(0)) go();
  };
  return { ...computer, sources, id, requests, tests, told, release };
}

const kinds = (steps: readonly TestStepReport[] | undefined) => steps?.map(({ verdict }) => verdict.kind);

test('each step is told when it begins and when it ends, in order', async () => {
  const { tests, id, told } = await setUp();
  const steps = must(await tests.test(id));
  expect(steps.map(({ step }) => step)).toEqual(['address', 'reachable', 'service', 'authorised', 'model', 'answer']);
  expect(kinds(steps)).toEqual(Array(6).fill('passed'));
  expect(kinds(told[0]?.steps)).toEqual(['running', ...Array(5).fill('waiting')]);
  expect(kinds(told[1]?.steps)).toEqual(['passed', ...Array(5).fill('waiting')]);
  expect(told).toHaveLength(12);
  expect(told.at(-1)).toEqual({ id, steps });
});

test('the broken link says why, and the models that are near', async () => {
  const list = json({ data: [{ id: 'technova' }, { id: 'other' }] });
  const { tests, id } = await setUp({ ...SOUND, '/webui/api/models': [list] });
  const steps = must(await tests.test(id));
  expect(steps[4]?.verdict).toMatchObject({ kind: 'failed', error: { reason: 'unknownModel' }, near: ['technova'] });
  expect(steps[5]?.verdict).toEqual({ kind: 'skipped', reason: 'earlier' });
});

test('one at a time: who asks meanwhile gets the same; afterwards it is made anew', async () => {
  const { tests, id, requests, release, settle } = await setUp(SOUND, ['/webui/health']);
  const both = Promise.all([tests.test(id), tests.test(id)]);
  await settle();
  release();
  const [first, second] = await both;
  expect(first).toBe(second);
  const after = requests.length;
  const again = tests.test(id);
  await settle();
  release();
  await again;
  expect(requests.length).toBe(2 * after);
});

test('stopped, it ends at the step it was at', async () => {
  const { tests, id, told, settle } = await setUp(SOUND, ['/webui/api/models']);
  const test = tests.test(id);
  await settle();
  tests.stop(id);
  const steps = must(await test);
  expect(kinds(steps)).toEqual(['passed', 'passed', 'passed', 'failed', 'skipped', 'skipped']);
  expect(steps[3]?.verdict).toMatchObject({ error: { kind: 'cancelled' } });
  expect(told.at(-1)?.steps).toEqual(steps);
});

test.each(['removed', 'changed'])('a source that is %s ends its test, and nothing more is told of it', async (how) => {
  const { tests, sources, id, told, requests, settle } = await setUp(SOUND, ['/webui/api/models']);
  const test = tests.test(id);
  await settle();
  const before = told.length;
  if (how === 'removed') await sources.remove(id);
  else await sources.save(answerDraft({ id, name: 'Renamed' }));
  expect(kinds(must(await test))?.slice(3)).toEqual(['failed', 'skipped', 'skipped']);
  expect(told).toHaveLength(before);
  expect(requests.every(({ url }) => !url.includes('completions'))).toBe(true);
});

test('nobody, agents, and a key that is gone have no test', async () => {
  const { tests, sources, id } = await setUp();
  const agent = must(await sources.save(aguiDraft()));
  expect(await tests.test('nobody')).toMatchObject({ ok: false, error: { reason: 'source' } });
  expect(await tests.test(agent.id)).toMatchObject({ ok: false, error: { reason: 'noTest' } });
  sources.setDemo([{ ...sources.get(id), id: 'demo-1', demo: true } as AnswerSource], new Map());
  expect(await tests.test('demo-1')).toMatchObject({ ok: false, error: { kind: 'keychain', reason: 'missing' } });
});
