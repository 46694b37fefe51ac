import { describe, expect, test } from 'vitest';
import { appError, fail } from '../../../main/errors.ts';
import { chainOf, remedyOf } from '../../../main/health/chain.ts';
import { probeAnswers } from '../../../main/health/probes/answers.ts';
import type { HttpClient } from '../../../main/http/message.ts';
import { Secret } from '../../../main/secret.ts';
import type { AnswerSource, AnswerSourceKind } from '../../../preload/contract.ts';
import { faultOf } from '../../../renderer/ui/fault.ts';
import { manualClock } from '../accounts/manual-clock.ts';
import { fakeHttp, json, page, type Said } from '../answers/fake-http.ts';
import { answerDraft, desk, KEY, must } from '../sources/desk.ts';

const ADDRESS: Readonly<Record<AnswerSourceKind, string>> = {
  'openai-compatible': 'https://models.example.org/v1',
  'open-webui': 'https://chat.example.org',
  'openai-connector': 'https://openai.example.org',
  'mistral-connector': 'https://mistral.example.org',
};

/** What a check of a source of this kind comes to, in front of a server that follows the script. */
async function check(
  kind: AnswerSourceKind,
  script: Readonly<Record<string, Said>>,
  more: { model?: string | null; key?: string | null } = {},
) {
  const { key = KEY, model = 'Technova' } = more;
  const saved = must(
    await desk()
      .start()
      .save(answerDraft({ kind, address: ADDRESS[kind], model, key })),
  );
  const source = saved as AnswerSource;
  const { http, requests } = fakeHttp(Object.fromEntries(Object.entries(script).map(([path, said]) => [path, [said]])));
  const { clock } = manualClock();
  const access = { source, headers: {}, ...(key === null ? {} : { key: new Secret(key) }) };
  const deps = { http: http as HttpClient, clock };
  const seen = await probeAnswers(deps, source, access, new AbortController().signal);
  const { broken, links } = chainOf(seen.observations, {});
  return {
    broken: broken && [broken.link, broken.error.kind, broken.error.reason],
    fault: broken && faultOf(broken.link, broken.error, kind),
    remedy: broken && remedyOf(broken.link, broken.error, 'source'),
    good: links.filter(({ verdict }) => verdict === 'good').map(({ name }) => name),
    asked: requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
    version: seen.version,
  };
}

const LIST = json({ data: [{ id: 'Technova' }, { id: 'old', is_active: false }] });
const CONFIG = json({ name: 'Chat', version: '0.6.36', features: {} });
const WEBUI = { '/api/config': CONFIG, '/api/models': LIST };
const healthy = (service: string, configured: boolean) =>
  json({ status: configured ? 'healthy' : 'unhealthy', service, [`${service.split('-')[0]}_configured`]: configured });

test('no check costs anything: nobody is asked a question', async () => {
  const asked = [
    ...(await check('openai-compatible', { '/v1/models': LIST })).asked,
    ...(await check('open-webui', WEBUI)).asked,
    ...(await check('openai-connector', { '/health': healthy('openai-connector', true) })).asked,
    ...(await check('mistral-connector', { '/health': healthy('mistral-connector', true) })).asked,
  ];
  expect(asked).toEqual(['GET /v1/models', 'GET /api/config', 'GET /api/models', 'GET /health', 'GET /health']);
});

describe('an OpenAI-compatible server', () => {
  test('that lists the model is able to work', async () => {
    expect(await check('openai-compatible', { '/v1/models': LIST })).toMatchObject({
      broken: null,
      good: ['network', 'dns', 'tcp', 'tls', 'http', 'service', 'access', 'usable'],
    });
  });

  test.each<[string, Said, string, string, string]>([
    ['a refused key', json({ error: { message: 'no' } }, 401), 'access', 'keyRefused', 'openSettings'],
    ['a web page', page(), 'service', 'webPage', 'openInBrowser'],
    ['another path', json({ detail: 'Not Found' }, 404), 'service', 'otherService', 'openSettings'],
    ['a fault of its own', json({ error: 'x' }, 500), 'http', 'serverFault', 'copyForAdministrator'],
    ['nobody there', { fails: appError('refused', 'x') }, 'tcp', 'refused', 'retry'],
  ])('%s breaks its link', async (_what, said, link, fault, remedy) => {
    const seen = await check('openai-compatible', { '/v1/models': said });
    expect([seen.broken?.[0], seen.fault, seen.remedy]).toEqual([link, fault, remedy]);
  });

  test.each(['technova', 'old'])('without the model %s it cannot do what it is wanted for', async (model) => {
    expect(await check('openai-compatible', { '/v1/models': LIST }, { model })).toMatchObject({
      fault: 'modelMissing',
      remedy: 'openSettings',
    });
    expect(await check('openai-compatible', { '/v1/models': LIST }, { model: null })).toMatchObject({ broken: null });
  });
});

describe('Open WebUI', () => {
  test('tells its version, and whether the key is taken', async () => {
    expect(await check('open-webui', WEBUI)).toMatchObject({ broken: null, version: '0.6.36' });
    const refused = json({ detail: 'Use of API key is not enabled in the environment.' }, 403);
    expect(await check('open-webui', { ...WEBUI, '/api/models': refused })).toMatchObject({
      broken: ['access', 'auth', 'apiKeysNotAllowed'],
      fault: 'keysNotAllowed',
      remedy: 'copyForAdministrator',
      version: '0.6.36',
    });
    const unknown = json({ detail: 'Not authenticated' }, 403);
    expect(await check('open-webui', { ...WEBUI, '/api/models': unknown })).toMatchObject({ fault: 'keyMissing' });
  });

  test('another program is not shown the key', async () => {
    const seen = await check('open-webui', { ...WEBUI, '/api/config': json({ app: 'other' }) });
    expect(seen).toMatchObject({ broken: ['service', 'protocol', 'wrongShape'], asked: ['GET /api/config'] });
  });
});

describe.each([
  ['openai-connector', 'mistral-connector'],
  ['mistral-connector', 'openai-connector'],
] as const)('the %s', (kind, other) => {
  test('works with a key of its own or with ours', async () => {
    expect(await check(kind, { '/health': healthy(kind, true) }, { key: null })).toMatchObject({ broken: null });
    expect(await check(kind, { '/health': healthy(kind, false) })).toMatchObject({ broken: null });
  });

  test('without either it is reached and cannot be used', async () => {
    expect(await check(kind, { '/health': healthy(kind, false) }, { key: null })).toMatchObject({
      broken: ['access', 'auth', 'notConfigured'],
      fault: 'notConfigured',
      remedy: 'openSettings',
      good: ['network', 'dns', 'tcp', 'tls', 'http', 'service'],
    });
  });

  test('is not taken for the other one', async () => {
    expect(await check(kind, { '/health': healthy(other, true) })).toMatchObject({ fault: 'otherService' });
  });

  test('that cannot be reached says so', async () => {
    const { error } = fail(appError('timeout', 'x', { reason: 'connect' }));
    expect(await check(kind, { '/health': { fails: error } })).toMatchObject({ fault: 'unreachable' });
  });
});
