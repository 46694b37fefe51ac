import { describe, expect, test } from 'vitest';
import { appError, fail, ok, type Result } from '../../../main/errors.ts';
import { chainOf } from '../../../main/health/chain.ts';
import { type LastRun, probeAgent } from '../../../main/health/probes/agui.ts';
import { probeGateway } from '../../../main/health/probes/gateway.ts';
import { type HalextAccess, probeHalext } from '../../../main/health/probes/halext.ts';
import { probeOpenWebui } from '../../../main/health/probes/open-webui.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../main/http/message.ts';
import { Secret } from '../../../main/secret.ts';
import type { SourceAccess } from '../../../main/sources/index.ts';

const signal = new AbortController().signal;
const clock = { now: () => 0 };

type Answer = Result<Pick<HttpResponse, 'status' | 'headers' | 'text'>>;
const json = (body: unknown, status = 200): Answer =>
  ok({ status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) });
const page = (status: number): Answer =>
  ok({ status, headers: { 'content-type': 'text/html' }, text: '<html></html>' });
const NO_ANSWER: Answer = fail(appError('refused', ''));

/** A client that answers by path and remembers what was asked. */
function server(answers: Readonly<Record<string, Answer>>) {
  const asked: HttpRequest[] = [];
  const request = async (wanted: HttpRequest) => {
    asked.push(wanted);
    return answers[new URL(wanted.url).pathname] ?? page(404);
  };
  return { asked, deps: { http: { request } as unknown as HttpClient, clock } };
}

const VERSION = json({ version: '0.2', api_name: 'Halext Org API' });
const HEALTHY = json({ status: 'healthy', version: '0.2' });
const INFO = json({ provider: 'openai', model: 'gpt-4o', default_model_id: 'openai:gpt-4o' });
const WEBUI = json({ enabled: true, url: 'https://webui.example.org/' });
const WELL = { '/version': VERSION, '/health': HEALTHY, '/ai/info': INFO, '/integrations/openwebui': WEBUI };

function access(more: Partial<HalextAccess> = {}): HalextAccess {
  return {
    base: 'https://halext.example.org',
    token: new Secret('t0ken'),
    renews: false,
    ended: null,
    lastModel: null,
    ...more,
  };
}

async function halext(answers: Readonly<Record<string, Answer>>, more: Partial<HalextAccess> = {}, whole = true) {
  const { asked, deps } = server({ ...WELL, ...answers });
  const seen = await probeHalext(deps, access(more), { whole, signal });
  return {
    asked: asked.map(({ url }) => new URL(url).pathname),
    api: chainOf(seen.api.observations, {}),
    ai: chainOf(seen.ai.observations, {}),
    openWebui: seen.openWebui,
  };
}

describe('Halext', () => {
  test('asks two questions, with everything four; none of them changes anything there', async () => {
    expect((await halext({}, {}, false)).asked).toEqual(['/health', '/ai/info']);
    const { asked, openWebui, api, ai } = await halext({});
    expect(asked).toEqual(['/version', '/health', '/ai/info', '/integrations/openwebui']);
    expect(openWebui).toEqual({ address: 'https://webui.example.org/' });
    expect([api.broken, ai.broken]).toEqual([null, null]);
  });

  test('the token goes to the one question that needs it', async () => {
    const { asked, deps } = server(WELL);
    await probeHalext(deps, access(), { whole: true, signal });
    const carried = asked.filter(({ headers }) => headers?.authorization !== undefined);
    expect(carried.map(({ url }) => new URL(url).pathname)).toEqual(['/ai/info']);
  });

  test('the word of /health counts, not its status code', async () => {
    const { api, ai } = await halext({ '/health': json({ status: 'degraded', version: '0.2' }) });
    expect(api.broken).toMatchObject({ link: 'usable', error: { reason: 'degraded' } });
    expect(ai.broken).toBeNull();
  });

  test('a refused token breaks the access, unless the program renews it by itself', async () => {
    const refused = { '/ai/info': json({ detail: 'Could not validate credentials' }, 401) };
    expect((await halext(refused)).api.broken).toMatchObject({ link: 'access', error: { reason: 'tokenRefused' } });
    const renewing = await halext(refused, { renews: true });
    expect([renewing.api.broken, renewing.api.links[6]?.verdict]).toEqual([null, 'notChecked']);
  });

  test('a session that has ended is known without a question', async () => {
    const ended = appError('auth', '', { reason: 'sessionEnded' });
    const { asked, api } = await halext({}, { token: null, ended }, false);
    expect(asked).toEqual(['/health']);
    expect(api.broken).toEqual({ link: 'access', error: ended });
  });

  test.each([
    ['mock:llama3.1', null, 'usable'],
    ['openai:gpt-4o', 'mock:mock', 'usable'],
    ['mock:llama3.1', 'openai:gpt-4o', undefined],
    ['ollama:mockingbird', null, undefined],
  ])('configured %s, last answer by %s: broken at %s', async (configured, lastModel, link) => {
    const { ai, api } = await halext({ '/ai/info': json({ default_model_id: configured }) }, { lastModel });
    expect(ai.broken?.link).toBe(link);
    expect(api.broken).toBeNull();
  });

  test('a server that does not know the question about its AI is not accused of anything', async () => {
    const { ai, api } = await halext({ '/ai/info': page(404) });
    expect([api.broken, ai.broken, ai.links[7]?.verdict]).toEqual([null, null, 'notChecked']);
  });

  test('an AI whose question fails is not usable, while the server is', async () => {
    const { ai, api } = await halext({ '/ai/info': page(500) });
    expect([api.broken, ai.broken?.link]).toEqual([null, 'usable']);
  });
});

describe('Open WebUI', () => {
  const probe = async (answer: Answer) => {
    const { deps } = server({ '/webui/api/config': answer });
    const seen = await probeOpenWebui(deps, 'https://org.example.org/webui/', signal);
    return { version: seen.version, broken: chainOf(seen.observations, {}).broken?.link ?? null };
  };

  test.each<[Answer, string | null, string | null]>([
    [json({ name: 'Open WebUI', version: '0.6.1', features: {} }), null, '0.6.1'],
    [json({ status: true }), 'service', null],
    [page(200), 'service', null],
    [page(404), 'service', null],
    [page(502), 'http', null],
    [NO_ANSWER, 'tcp', null],
  ])('%j is broken at %s, version %s', async (answer, broken, version) => {
    expect(await probe(answer)).toEqual({ broken, version });
  });
});

const source = (address: string) =>
  ({ source: { address }, headers: { Authorization: 'Bearer key' } }) as unknown as SourceAccess;

test.each<[Answer, string | null]>([
  [json({ status: 'in_progress' }), null],
  [json({ status: 'completed', result: 'x' }), null],
  [json({ error: { message: 'Clé API invalide' } }, 401), 'access'],
  [page(500), 'usable'],
  [page(502), 'http'],
  [page(404), 'service'],
  [page(200), 'service'],
  [json([]), 'service'],
])('a gateway that answers %j is broken at %s', async (answer, broken) => {
  const { deps, asked } = server({ '/v1/tasks/status/00000000-0000-4000-8000-000000000000': answer });
  const seen = await probeGateway(deps, source('http://gateway.example.org'), signal);
  expect(chainOf(seen.observations, {}).broken?.link ?? null).toBe(broken);
  expect(asked).toMatchObject([{ method: 'GET', headers: { Authorization: 'Bearer key' } }]);
});

describe('an agent', () => {
  const probe = async (answer: Answer, last: LastRun | null = null) => {
    const { deps, asked } = server({ '/agent': answer });
    const seen = await probeAgent(deps, source('http://agents.example.org/agent'), last, signal);
    expect(asked.map(({ method, body }) => [method, body])).toEqual([['OPTIONS', undefined]]);
    const { broken, links } = chainOf(seen.observations, {});
    return [broken?.link ?? null, links.slice(4).map(({ verdict }) => verdict)] as const;
  };

  test.each([200, 204, 400, 403, 404, 405, 415, 422, 500, 501])(
    'status %i is an answer, and nothing more',
    async (status) => {
      expect(await probe(page(status))).toEqual([null, ['good', 'notChecked', 'notChecked', 'notChecked']]);
    },
  );

  test.each<[Answer, string]>([
    [page(401), 'access'],
    [page(502), 'http'],
    [page(503), 'http'],
    [page(504), 'http'],
    [NO_ANSWER, 'tcp'],
  ])('%j is broken at %s', async (answer, link) => {
    expect((await probe(answer))[0]).toBe(link);
  });

  test('a run that worked vouches for the rest; a refused key stays refused', async () => {
    expect(await probe(page(405), { kind: 'worked', at: 0 })).toEqual([null, ['good', 'good', 'good', 'good']]);
    const error = appError('auth', '', { reason: 'keyRefused', status: 401 });
    expect((await probe(page(405), { kind: 'refused', at: 0, error }))[0]).toBe('access');
  });
});
