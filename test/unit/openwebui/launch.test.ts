import { describe, expect, test } from 'vitest';
import { type AppError, appError, fail, ok, type Result } from '../../../main/errors.ts';
import { launchOpenWebui } from '../../../main/openwebui/launch.ts';

const SERVER = 'https://halext.example/api';
const TOKEN = 'eyJ-secret-token';

interface Given {
  status?: Result<{ enabled: boolean; url: string | null }>;
  sso?: string | AppError;
  server?: string;
  confirmed?: string[];
  redirectTo?: string | null;
  browser?: 'works' | 'fails';
}

async function launching(given: Given) {
  const opened: string[] = [];
  const redirects: (string | null)[] = [];
  const { sso = `https://halext.example/webui/sso?token=${TOKEN}` } = given;
  const result = await launchOpenWebui(
    {
      api: {
        openWebuiStatus: async () => given.status ?? ok({ enabled: true, url: 'https://chat.example/webui/' }),
        openWebuiSso: async (redirectTo) => {
          redirects.push(redirectTo);
          return typeof sso === 'string' ? ok({ ssoUrl: sso }) : fail(sso);
        },
      },
      server: given.server ?? SERVER,
      confirmed: { has: (_server, host) => (given.confirmed ?? []).includes(host) },
      openExternal: async (url) => {
        if (given.browser === 'fails') throw new Error(`cannot open ${url}`);
        opened.push(url);
      },
    },
    given.redirectTo ?? null,
  );
  return { result, opened, redirects };
}

describe('a good link is opened', () => {
  test.each([
    ['on the server’s own host', `https://halext.example/webui/sso?token=${TOKEN}`, 'halext.example'],
    ['on the host of Open WebUI', `https://chat.example/sso?token=${TOKEN}`, 'chat.example'],
    ['relative', `/webui/sso?token=${TOKEN}`, 'halext.example'],
    ['with the spelling of somebody careless', `  HTTPS://Chat.Example/sso?token=${TOKEN}`, 'chat.example'],
  ])('%s', async (_what, sso, host) => {
    const { result, opened } = await launching({ sso });
    expect(result).toEqual({ ok: true, value: { kind: 'opened', host } });
    expect(opened).toHaveLength(1);
    expect(new URL(opened[0] ?? '').host).toBe(host);
    expect(opened[0]).toContain(TOKEN);
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  });

  test('http on this computer', async () => {
    const { result } = await launching({
      server: 'http://127.0.0.1:8000/api',
      status: ok({ enabled: true, url: 'http://127.0.0.1:3000' }),
      sso: `http://127.0.0.1:3000/sso?token=${TOKEN}`,
    });
    expect(result).toEqual({ ok: true, value: { kind: 'opened', host: '127.0.0.1:3000' } });
  });

  test('on a host the person has confirmed', async () => {
    const { result } = await launching({ sso: 'https://elsewhere.example/sso', confirmed: ['elsewhere.example'] });
    expect(result).toMatchObject({ ok: true, value: { kind: 'opened' } });
  });
});

describe('an unknown host is asked about first, and nothing is opened', () => {
  test.each([
    ['https://elsewhere.example/sso?token=x', 'elsewhere.example'],
    ['//elsewhere.example/sso', 'elsewhere.example'],
    ['https://chat.example:8443/sso', 'chat.example:8443'],
    ['https://chat.example.evil.example/sso', 'chat.example.evil.example'],
    ['http://127.0.0.1:3000/sso', '127.0.0.1:3000'],
    // The first letter is Cyrillic.
    ['https://сhat.example/sso', 'xn--hat-3ed.example'],
  ])('%s', async (sso, host) => {
    const { result, opened } = await launching({ sso });
    expect(result).toEqual({ ok: true, value: { kind: 'confirmHost', host } });
    expect(opened).toEqual([]);
  });
});

describe('anything else is refused with its reason', () => {
  test.each([
    ['javascript:alert(1)', 'scheme', null],
    ['data:text/html,hello', 'scheme', null],
    ['file:///etc/passwd', 'scheme', null],
    ['http://chat.example/sso', 'scheme', 'chat.example'],
    ['http://elsewhere.example/sso', 'scheme', 'elsewhere.example'],
    ['https://alice:pw@chat.example/sso', 'credentials', 'chat.example'],
    ['https://chat.example@evil.example/sso', 'credentials', 'evil.example'],
    ['https://[broken/sso', 'unparsable', null],
  ])('%s: %s', async (sso, reason, host) => {
    const { result, opened } = await launching({ sso, confirmed: ['elsewhere.example'] });
    expect(result).toEqual({ ok: true, value: { kind: 'refused', host, reason } });
    expect(opened).toEqual([]);
  });
});

describe('without sign-on the plain address is opened', () => {
  test.each([
    [503, 'ssoDisabled'],
    [500, 'ssoDisabled'],
    [404, 'ssoDisabled'],
    [502, 'ssoUnavailable'],
  ])('status %i: %s', async (status, reason) => {
    const { result, opened } = await launching({ sso: appError('http', 'x', { status }) });
    expect(result).toEqual({ ok: true, value: { kind: 'openedPlain', host: 'chat.example', reason } });
    expect(opened).toEqual(['https://chat.example/webui/']);
  });

  test('also while the session has expired', async () => {
    const { result } = await launching({ sso: appError('auth', 'x', { reason: 'sessionEnded' }) });
    expect(result).toMatchObject({ ok: true, value: { kind: 'openedPlain', reason: 'ssoUnavailable' } });
  });

  test('over http inside one’s own network, because nothing secret is in it', async () => {
    const { opened } = await launching({
      status: ok({ enabled: true, url: 'http://10.0.0.5:3000' }),
      sso: appError('http', 'x', { status: 503 }),
    });
    expect(opened).toEqual(['http://10.0.0.5:3000/']);
  });
});

test.each([
  [{ enabled: false, url: null }],
  [{ enabled: true, url: null }],
  [{ enabled: false, url: 'https://chat.example' }],
])('%o is not configured', async (status) => {
  const { result, opened } = await launching({ status: ok(status) });
  expect(result).toEqual({ ok: true, value: { kind: 'notConfigured' } });
  expect(opened).toEqual([]);
});

test('a plain address that is none is refused before any link is asked for', async () => {
  const { result, redirects } = await launching({ status: ok({ enabled: true, url: 'javascript:alert(1)' }) });
  expect(result).toEqual({ ok: true, value: { kind: 'refused', host: null, reason: 'scheme' } });
  expect(redirects).toEqual([]);
});

test('a server that cannot be asked is an error', async () => {
  const offline = fail(appError('dns', 'x'));
  expect((await launching({ status: offline })).result).toEqual(offline);
});

describe('where to land', () => {
  test.each([['/c/12?a=1&b=2#end'], ['https://chat.example/?q=hello']])('%s is inside', async (redirectTo) => {
    expect((await launching({ redirectTo })).redirects).toEqual([redirectTo]);
  });

  test.each([['//evil.example/'], ['https://evil.example/'], ['javascript:alert(1)'], ['\\\\evil.example/']])(
    '%s is not',
    async (redirectTo) => {
      const { result, opened } = await launching({ redirectTo });
      expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason: 'redirectTo' } });
      expect(opened).toEqual([]);
    },
  );
});

test('a browser that cannot be opened is told without the link', async () => {
  const { result } = await launching({ browser: 'fails' });
  expect(result).toMatchObject({ ok: false, error: { reason: 'openFailed' } });
  expect(JSON.stringify(result)).not.toContain(TOKEN);
});
