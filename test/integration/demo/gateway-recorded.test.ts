import { describe, expect, test } from 'vitest';
import type { DemoWorkspace } from '../../../main/demo/index.ts';
import { type Exchange, recordedGateway } from './exchange.ts';
import { type Answer, read, setUp } from './workspace.ts';

/** The keys of the recording's two users; the demo's gateway has one. */
const KEYS = ['sk-alice', 'sk-bob'];

async function replay(workspace: DemoWorkspace, exchange: Exchange): Promise<Answer> {
  const headers = { ...exchange.headers };
  for (const key of KEYS) {
    if (headers.authorization) headers.authorization = headers.authorization.replace(key, workspace.gateway.key);
  }
  const init = { method: exchange.method, headers, redirect: 'manual' as const };
  const address = workspace.gateway.address + exchange.path;
  return read(await fetch(address, exchange.body === null ? init : { ...init, body: exchange.body }));
}

const HEADERS = [
  'content-type',
  'allow',
  'access-control-allow-origin',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'vary',
  'retry-after',
  'server',
];

function head(status: number, headers: Headers) {
  return { status, ...Object.fromEntries(HEADERS.map((name) => [name, headers.get(name)])) };
}

/** The same status, headers and, byte for byte, body. */
function expectSame(answer: Answer, exchange: Exchange): void {
  expectSameHead(answer, exchange);
  expect(answer.text.trimEnd(), exchange.name).toBe(exchange.answerBody);
  expect(answer.headers.get('content-length'), exchange.name).toBe(exchange.answerHeaders.get('content-length'));
}

function expectSameHead(answer: Answer, exchange: Exchange): void {
  expect(head(answer.status, answer.headers), exchange.name).toEqual(head(exchange.status, exchange.answerHeaders));
  expect(answer.headers.get('content-length'), exchange.name).toBe(String(Buffer.byteLength(answer.text)));
}

/** Names in the order in which they are written, and kinds of values; lists by their first element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (value === null || typeof value !== 'object') return value === null ? null : typeof value;
  return Object.entries(value).map(([name, inner]) => [name, shape(inner)]);
}

function expectSameShape(answer: Answer, exchange: Exchange): void {
  expectSameHead(answer, exchange);
  expect(shape(answer.json), exchange.name).toEqual(shape(JSON.parse(exchange.answerBody)));
}

describe('exchanges recorded with the real gateway, replayed', () => {
  test('models, keys, unknown paths and methods', async () => {
    const { workspace } = await setUp();
    const [models, ...others] = recordedGateway('01');
    if (models) expectSameShape(await replay(workspace, models), models);
    for (const exchange of others) expectSame(await replay(workspace, exchange), exchange);
    expect(others).toHaveLength(11);
  });

  test('requests that are refused', async () => {
    const { workspace } = await setUp();
    const exchanges = recordedGateway('02');
    for (const exchange of exchanges) expectSame(await replay(workspace, exchange), exchange);
    expect(exchanges).toHaveLength(7);
  });

  test('a task from its submit to its result', async () => {
    const { workspace, clock } = await setUp();
    workspace.switches.set('taskMs', 3_000);
    const [submit, running, done, other, keyless] = recordedGateway('03') as [
      Exchange,
      Exchange,
      Exchange,
      Exchange,
      Exchange,
    ];
    const accepted = await replay(workspace, submit);
    expectSameShape(accepted, submit);
    expect(accepted.json.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const status = async (exchange: Exchange) => {
      const path = exchange.path.replace(/[^/]+$/, accepted.json.id);
      return replay(workspace, { ...exchange, path });
    };
    expectSame(await status(running), running);
    clock.advance(3_000);
    expectSameShape(await status(done), done);
    expectSameShape(await status(other), other);
    expectSame(await status(keyless), keyless);
  });

  test('ids nobody knows are in progress, an empty one is a page', async () => {
    const { workspace } = await setUp();
    const exchanges = recordedGateway('05');
    for (const exchange of exchanges) expectSame(await replay(workspace, exchange), exchange);
    expect(exchanges).toHaveLength(3);
  });

  test('without X-SID it blocks, with an empty one it does not, and nothing streams', async () => {
    const { workspace } = await setUp();
    const exchanges = recordedGateway('06');
    for (const exchange of exchanges) expectSameShape(await replay(workspace, exchange), exchange);
    expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 202]);
  });

  test('the rate limit, from which status is exempt', async () => {
    const { workspace } = await setUp();
    const exchanges = recordedGateway('08');
    expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 200, 200, 200, 200, 200, 202]);
    for (const [index, exchange] of exchanges.entries()) {
      // Each route is counted for itself: submits go on while models are refused.
      if (index === 3) workspace.switches.set('gateway429', '3 per 1 minute', { path: '/models' });
      const answer = await replay(workspace, exchange);
      if (exchange.path === '/v1/tasks/status/x' || exchange.status === 429) expectSame(answer, exchange);
      else expectSameShape(answer, exchange);
    }
  });
});
