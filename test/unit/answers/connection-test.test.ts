import { describe, expect, test } from 'vitest';
import { type Check, PASSED, runTest, type StepReport, type TestStep } from '../../../main/answers/connection-test.ts';
import type { ChatSourceKindName } from '../../../main/answers/registry.ts';
import { appError } from '../../../main/errors.ts';
import { manualClock } from '../accounts/manual-clock.ts';
import { bodyOfRequest, events, json, page, type Said, sourceOf } from './fake-http.ts';

const { signal } = new AbortController();
const DONE = events('data: {"choices":[{"delta":{"content":"H"},"finish_reason":"length"}]}\n\ndata: [DONE]\n\n');
const HALF = events('data: {"choices":[{"delta":{"content":"H"}}]}\n\n');
const LIST = json({ data: [{ id: 'technova' }, { id: 'Technova' }, { id: 'off', info: { is_active: false } }] });
const CONFIG = json({ status: true, name: 'Atelier', version: '0.6.5', features: { auth: true } });
const health = (more: object = {}) =>
  json({ status: 'healthy', service: 'openai-connector', version: '1', openai_configured: true, ...more });
const refused: Said = { fails: appError('refused', 'x') };

const GOOD = {
  'openai-compatible': { '/models': [LIST], '/chat/completions': [DONE] },
  'open-webui': {
    '/health': [json({ status: true })],
    '/api/config': [CONFIG],
    '/api/models': [LIST],
    '/api/chat/completions': [DONE],
  },
  'openai-connector': {
    '/health': [health()],
    '/api/v1/openai/models': [json({ success: true, models: [{ id: 'technova' }] })],
    '/api/v1/openai/chat': [json({ success: true, message: { role: 'assistant', content: 'H' } })],
  },
} satisfies Partial<Record<ChatSourceKindName, Record<string, readonly Said[]>>>;
type Tested = keyof typeof GOOD;

async function tested(kind: Tested, script: Record<string, readonly Said[]> = {}, settings = {}) {
  const { source, requests } = sourceOf(kind, { ...GOOD[kind], ...script }, settings);
  const told: (TestStep | StepReport)[] = [];
  const report = await source.test({ started: (step) => told.push(step), finished: (each) => told.push(each) }, signal);
  return { report, told, requests, broken: report.find(({ verdict }) => verdict.kind === 'failed') };
}

test.each(Object.keys(GOOD) as Tested[])('all links of %s hold, down to an answer of one token', async (kind) => {
  const { report, told, requests } = await tested(kind);
  expect(report.map(({ step, verdict }) => [step, verdict.kind])).toEqual([
    ['address', 'passed'],
    ['reachable', 'passed'],
    ['service', 'passed'],
    ['authorised', 'passed'],
    ['model', 'passed'],
    ['answer', 'passed'],
  ]);
  expect(told).toEqual(report.flatMap((each) => [each.step, each]));
  expect(bodyOfRequest(requests.at(-1))).toMatchObject({ max_tokens: 1, model: 'technova' });
});

describe.each<[Tested, [string, Record<string, readonly Said[]>, object, TestStep, string][]]>([
  [
    'openai-compatible',
    [
      ['nobody listens', { '/models': [refused] }, {}, 'reachable', 'refused'],
      ['a web page', { '/models': [page()] }, {}, 'service', 'html'],
      ['another path', { '/models': [page(404)] }, {}, 'service', 'unknownPath'],
      ['the base without its /v1', { '/models': [page(404)], '/v1/models': [LIST] }, {}, 'service', 'missingV1'],
      ['… behind a key', { '/models': [page()], '/v1/models': [json({}, 401)] }, {}, 'service', 'missingV1'],
      ['a refused key', { '/models': [json({ error: 'x' }, 401)] }, {}, 'authorised', 'keyRefused'],
      ['a model of another name', {}, { model: 'technovo' }, 'model', 'unknownModel'],
      ['no model chosen', {}, { model: null }, 'model', 'noModel'],
      ['no models at all', { '/models': [json({ data: [] })] }, {}, 'model', 'noModels'],
      ['an answer without an end', { '/chat/completions': [HALF] }, {}, 'answer', 'noDone'],
      ['a key for the list only', { '/chat/completions': [json({}, 401)] }, {}, 'answer', 'keyRefused'],
      ['an address that is none', {}, { address: 'ftp://x' }, 'address', 'addressScheme'],
    ],
  ],
  [
    'open-webui',
    [
      ['nobody listens', { '/health': [refused] }, {}, 'reachable', 'refused'],
      ['a page of a proxy for health', { '/health': [page()] }, {}, 'service', 'html'],
      ['no health', { '/health': [json({ status: false })] }, {}, 'service', 'unhealthy'],
      ['health of another shape', { '/health': [json({ status: 'ok' })] }, {}, 'service', 'wrongShape'],
      ['another service', { '/api/config': [json({ app: 'x' })] }, {}, 'service', 'otherService'],
      ['a wrong address', { '/health': [page(404)] }, {}, 'service', 'unknownPath'],
      ['no key', { '/api/models': [json({ detail: 'Not authenticated' }, 403)] }, {}, 'authorised', 'keyMissing'],
      [
        'keys switched off',
        { '/api/models': [json({ detail: 'Use of API key is not enabled in the environment.' }, 403)] },
        {},
        'authorised',
        'apiKeysNotAllowed',
      ],
      ['a model that is switched off', {}, { model: 'off' }, 'model', 'inactiveModel'],
    ],
  ],
  [
    'openai-connector',
    [
      [
        'the other connector',
        { '/health': [health({ service: 'mistral-connector' })] },
        {},
        'service',
        'otherConnector',
      ],
      ['another service', { '/health': [json({ status: 'healthy' })] }, {}, 'service', 'otherService'],
      [
        'no key configured',
        { '/health': [health({ status: 'unhealthy', openai_configured: false })] },
        { key: null },
        'authorised',
        'notConfigured',
      ],
      [
        'a failure with status 200',
        { '/api/v1/openai/chat': [json({ success: false, error: 'boom' })] },
        {},
        'answer',
        'providerFailed',
      ],
    ],
  ],
])('the first broken link of %s is named', (kind, rows) => {
  test.each(rows)('%s', async (_what, script, settings, step, reason) => {
    const { report, broken } = await tested(kind, script, settings);
    const error = broken?.verdict.kind === 'failed' ? broken.verdict.error : null;
    expect([broken?.step, error?.reason ?? error?.kind]).toEqual([step, reason]);
    const after = report.slice(report.findIndex(({ step }) => step === broken?.step) + 1);
    expect(after.every(({ verdict }) => verdict.kind === 'skipped' && verdict.reason === 'earlier')).toBe(true);
    expect(report.filter(({ verdict }) => verdict.kind === 'failed')).toHaveLength(1);
  });
});

test('near matches of the model come with the miss', async () => {
  const { broken } = await tested('open-webui', {}, { model: 'TechNova' });
  expect(broken?.verdict).toMatchObject({ kind: 'failed', near: ['technova', 'Technova'] });
});

test('a connector without a configured model needs none', async () => {
  const { report } = await tested('openai-connector', {}, { model: null });
  expect(report.map(({ verdict }) => verdict.kind)).toEqual([
    'passed',
    'passed',
    'passed',
    'passed',
    'skipped',
    'passed',
  ]);
});

test('a connector without a key of its own works with ours', async () => {
  const script = { '/health': [health({ status: 'unhealthy', openai_configured: false })] };
  expect((await tested('openai-connector', script)).broken).toBeUndefined();
});

test('the time of each step is its own', async () => {
  const time = manualClock();
  const taking =
    (ms: number): Check =>
    async () => {
      time.sleep(ms);
      return PASSED;
    };
  const checks = {
    address: taking(1),
    reachable: taking(120),
    service: taking(0),
    authorised: taking(30),
    model: taking(2),
  };
  const deaf = { started: () => {}, finished: () => {} };
  const report = await runTest({ ...checks, answer: taking(900) }, deaf, time.clock);
  expect(report.map(({ ms }) => ms)).toEqual([1, 120, 0, 30, 2, 900]);
});
