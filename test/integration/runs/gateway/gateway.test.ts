import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createGatewayClient } from '../../../../main/gateway/client.ts';
import { createHttpClient } from '../../../../main/http/client.ts';
import type { HttpClient } from '../../../../main/http/message.ts';
import { createDesk, type Desk, HOUR, MINUTE, SECOND, source } from '../../../unit/runs/gateway/desk.ts';
import { serve } from '../../http/local-server.ts';

/** Says what a request is answered with. */
type Handler = (response: ServerResponse, request: IncomingMessage) => void;

/** As the real gateway writes it: keys sorted, everything beyond ASCII escaped, a line end. */
function json(status: number, body: Record<string, unknown>): Handler {
  const sorted = Object.fromEntries(Object.entries(body).toSorted(([a], [b]) => a.localeCompare(b)));
  const text = JSON.stringify(sorted).replace(/[\u0080-\uffff]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(`${text}\n`);
}

function page(status: number, words: string): Handler {
  const html = `<!doctype html>\n<html lang=en>\n<title>${status}</title>\n<p>${words}</p>\n`;
  return (response) => response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

const inProgress = json(200, { status: 'in_progress' });
const accepted = json(202, { id: 'task-1', message: 'Task accepted and is running in the background.' });
const completed = (result: unknown) => json(200, { status: 'completed', result });
const drop: Handler = (response) => void response.destroy();
const hang: Handler = () => {};
const wrongKey = json(401, { error: { message: 'Clé API invalide ou manquante.', type: 'authentication_error' } });

/** A gateway on loopback, the real HTTP client, and a driver whose time the test moves. */
async function createGateway() {
  const answers: Record<'submit' | 'status' | 'models', Handler> = {
    submit: accepted,
    status: inProgress,
    models: json(200, { data: [] }),
  };
  const seen: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const route = request.method === 'POST' ? 'submit' : request.url === '/v1/models' ? 'models' : 'status';
    seen.push(route);
    request.resume().on('end', () => answers[route](response, request));
  };
  const server = await serve(listener);
  const client = createHttpClient({ clock: { now: Date.now }, userAgent: 'test' });
  let inFlight = 0;
  /** Waits of seconds for a socket that hangs would prove nothing more. */
  let patience: number | null = null;
  const http: HttpClient = {
    ...client,
    async request(request) {
      inFlight += 1;
      const timeoutMs = patience === null ? request.timeoutMs : { ...request.timeoutMs, total: patience };
      const result = await client.request({ ...request, ...(timeoutMs ? { timeoutMs } : {}) });
      inFlight -= 1;
      return result;
    },
  };
  const desk = createDesk({ http, address: server.url });
  const quiet = () => expect.poll(() => inFlight, { timeout: 10_000, interval: 1 }).toBe(0);

  return {
    desk,
    answers,
    seen,
    http,
    server,
    listener,
    impatient: () => {
      patience = 200;
    },
    async begin(): Promise<number> {
      const id = await desk.begin();
      await quiet();
      await desk.settle();
      return id;
    },
    /** Moves the time second by second, each time waiting for the network. */
    async advance(ms: number) {
      for (let passed = 0; passed < ms; passed += SECOND) {
        await desk.advance(SECOND);
        await quiet();
        await desk.settle();
      }
    },
    async close() {
      await desk.driver.close();
      await client.close();
      await server.close();
    },
  };
}

type Gateway = Awaited<ReturnType<typeof createGateway>>;
const open: Gateway[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});
async function setUp(): Promise<Gateway> {
  const gateway = await createGateway();
  open.push(gateway);
  return gateway;
}

const stateOf = (desk: Desk, id: number) => desk.run(id).state;

describe('a task', () => {
  test('is under way for a while, and then completed; letters survive their escapes', async () => {
    const { desk, answers, begin, advance, seen } = await setUp();
    const id = await begin();
    await advance(10 * SECOND);
    expect(stateOf(desk, id).kind).toBe('running');
    answers.status = completed('Réponse : « ça va » 🎉');
    await advance(4 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Réponse : « ça va » 🎉' });
    expect(seen.filter((route) => route === 'submit')).toHaveLength(1);
  });

  test.each([
    ['Désolé, une erreur est survenue lors du traitement de votre demande.', 'routing'],
    ['Je rencontre une difficulté technique pour générer la réponse finale. Veuillez contacter x.', 'synthesis'],
    ['Je rencontre une difficulté technique pour traiter votre demande. Veuillez contacter x.', 'processing'],
    ["Désolé, je n'ai pas pu générer de réponse pour votre demande. Veuillez essayer.", 'empty'],
    [null, 'blank'],
    ['  \n', 'blank'],
  ])('completed with %j is an apology: %s', async (result, apology) => {
    const { desk, answers, begin, advance } = await setUp();
    answers.status = completed(result);
    const id = await begin();
    await advance(3 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'apologised', apology }, result });
  });

  test.each([
    ['failed', json(200, { status: 'failed', error: 'Limit(4.0,)' }), { kind: 'failed', message: 'Limit(4.0,)' }],
    ['failed without words', json(200, { status: 'failed', error: '' }), { kind: 'failed', message: '' }],
    ['failed, legacy', json(500, { task_id: 'x', status: 'failed', error: 'y' }), { kind: 'failed', message: 'y' }],
    ['revoked', json(200, { status: 'unknown', state: 'REVOKED' }), { kind: 'revoked' }],
  ])('%s', async (_what, answer, state) => {
    const { desk, answers, begin, advance } = await setUp();
    answers.status = answer;
    const id = await begin();
    await advance(3 * SECOND);
    expect(stateOf(desk, id)).toMatchObject(state);
  });

  test('that never ends is silent, and lost after 24 hours', async () => {
    const { desk, begin, advance } = await setUp();
    const id = await begin();
    await advance(11 * MINUTE);
    expect(stateOf(desk, id).kind).toBe('silent');
    desk.driver.power('asleep');
    desk.sleep(24 * HOUR);
    desk.driver.power('awake');
    await advance(5 * SECOND);
    expect(stateOf(desk, id)).toMatchObject({ kind: 'lost', reason: 'noNews' });
  });

  test('with a result of 10 MB arrives whole', async () => {
    const { desk, answers, begin, advance } = await setUp();
    const result = 'é0123456789'.repeat(1_000_000);
    answers.status = completed(result);
    const id = await begin();
    await advance(3 * SECOND);
    expect(desk.run(id).result === result).toBe(true);
  });

  test('with a result of 40 MB has failed on our side, and is not fetched again', async () => {
    const { desk, answers, begin, advance, seen } = await setUp();
    answers.status = completed('x'.repeat(40_000_000));
    const id = await begin();
    await advance(10 * SECOND);
    expect(stateOf(desk, id)).toMatchObject({ kind: 'failed', error: { kind: 'protocol', reason: 'tooLarge' } });
    expect(seen.filter((route) => route === 'status')).toHaveLength(1);
  });
});

describe('trouble on the way', () => {
  test.each([
    ['500 with a page', page(500, 'Internal Server Error')],
    ['sockets that are cut', drop],
  ])('%s, then recovery', async (_what, trouble) => {
    const { desk, answers, begin, advance } = await setUp();
    const id = await begin();
    answers.status = trouble;
    await advance(20 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, contact: { kind: 'unreachable' } });
    answers.status = completed('Done.');
    await advance(MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Done.' });
  });

  test('connection refused, then recovery', async () => {
    const gateway = await setUp();
    const { desk, answers, begin, advance, server, listener } = gateway;
    const id = await begin();
    await server.close();
    await advance(15 * SECOND);
    expect(desk.run(id).contact).toMatchObject({ kind: 'unreachable', error: { kind: 'refused' } });
    const again = await serve(listener);
    desk.accesses.set('s1', { ok: true, value: { source: { ...source('s1'), address: again.url }, headers: {} } });
    desk.driver.sourceChanged('s1');
    answers.status = completed('Done.');
    await advance(4 * SECOND);
    expect(stateOf(desk, id).kind).toBe('succeeded');
    await again.close();
  });

  test('a socket that hangs, then recovery', async () => {
    const { desk, answers, begin, advance, impatient } = await setUp();
    const id = await begin();
    impatient();
    answers.status = hang;
    await advance(4 * SECOND);
    expect(desk.run(id).contact).toMatchObject({ kind: 'unreachable', error: { kind: 'timeout' } });
    answers.status = completed('Done.');
    await advance(15 * SECOND);
    expect(stateOf(desk, id).kind).toBe('succeeded');
  });

  test('401 in the middle: waits for the key, and goes on', async () => {
    const { desk, answers, begin, advance, seen } = await setUp();
    answers.status = (response, request) =>
      request.headers.authorization === 'Bearer sk-new'
        ? completed('Done.')(response, request)
        : wrongKey(response, request);
    const id = await begin();
    await advance(20 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, contact: { kind: 'keyRefused' } });
    expect(seen.filter((route) => route === 'status')).toHaveLength(1);
    const access = desk.accesses.get('s1');
    if (!access?.ok) throw new Error('no access');
    desk.accesses.set('s1', { ok: true, value: { ...access.value, headers: { authorization: 'Bearer sk-new' } } });
    desk.driver.sourceChanged('s1');
    await advance(4 * SECOND);
    expect(stateOf(desk, id).kind).toBe('succeeded');
  });
});

describe('a submit', () => {
  test.each([
    ['a used-up limit', page(429, '3 per 1 minute'), { kind: 'failed', error: { retryAfterMs: MINUTE } }],
    ['a refused key', wrongKey, { kind: 'failed', error: { kind: 'auth' } }],
    ['another site', page(200, 'Welcome'), { kind: 'failed', error: { reason: 'html' } }],
    ['202 without an id', json(202, { message: 'x' }), { kind: 'lost', reason: 'submit' }],
    ['500 with a page', page(500, 'x'), { kind: 'lost', reason: 'submit' }],
    ['a connection that is cut after it was read', drop, { kind: 'lost', reason: 'submit' }],
    ['a redirect', (r) => r.writeHead(307, { location: 'https://sso.example/' }).end(), { kind: 'failed' }],
    ['a completion, legacy', json(200, { choices: [{ message: { content: 'Now.' } }] }), { kind: 'succeeded' }],
    ['task_id, legacy', json(202, { task_id: 'old-1', message: 'x' }), { kind: 'running' }],
  ] as const satisfies readonly (readonly [string, Handler, object])[])('%s', async (_what, answer, state) => {
    const { desk, answers, begin, seen } = await setUp();
    answers.submit = answer;
    const id = await begin();
    expect(stateOf(desk, id)).toMatchObject(state);
    expect(seen).toEqual(['submit']);
  });

  test('that hangs may have started', async () => {
    const { desk, answers, begin, impatient } = await setUp();
    impatient();
    answers.submit = hang;
    const id = await begin();
    expect(stateOf(desk, id)).toMatchObject({ kind: 'lost', reason: 'submit' });
  });

  test('to nobody certainly did not arrive', async () => {
    const { desk, begin, server } = await setUp();
    await server.close();
    const id = await begin();
    expect(stateOf(desk, id)).toMatchObject({ kind: 'failed', error: { kind: 'refused' } });
  });
});

test('the list of models is empty at a cold start, and then filled', async () => {
  const { http, answers, server } = await setUp();
  const client = createGatewayClient({ http });
  const access = { source: { ...source('s1'), address: server.url }, headers: {} };
  expect(await client.models(access)).toEqual({ ok: true, value: [] });
  answers.models = json(200, { object: 'list', data: [{ id: 'local/vendor/x:latest', object: 'model', created: 1 }] });
  expect(await client.models(access)).toEqual({ ok: true, value: ['local/vendor/x:latest'] });
});
