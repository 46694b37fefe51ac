import { expect, test } from 'vitest';
import { sessionOf } from '../../electron-double/session/session.ts';

async function resolve(config: Electron.ProxyConfig, url = 'https://a.example/path'): Promise<string> {
  const session = sessionOf(`proxy ${JSON.stringify(config)}`);
  await session.setProxy(config);
  return session.resolveProxy(url);
}

test.each<[string, Electron.ProxyConfig, string, string]>([
  ['direct', { mode: 'direct', proxyRules: 'p:1' }, 'https://a.example/', 'DIRECT'],
  ['system', { mode: 'system' }, 'https://a.example/', 'DIRECT'],
  ['auto detect', { mode: 'auto_detect' }, 'https://a.example/', 'DIRECT'],
  ['one for all', { proxyRules: 'p:1' }, 'https://a.example/', 'PROXY p:1'],
  ['by scheme', { proxyRules: 'http=p:1;https=https://q:2' }, 'https://a.example/', 'HTTPS q:2'],
  ['another scheme', { proxyRules: 'http=p:1' }, 'https://a.example/', 'DIRECT'],
  ['several', { proxyRules: 'p:1,socks5://s:2,direct://' }, 'https://a.example/', 'PROXY p:1;SOCKS5 s:2;DIRECT'],
  [
    'usual ports',
    { proxyRules: 'p,https://q,socks4://r' },
    'https://a.example/',
    'PROXY p:80;HTTPS q:443;SOCKS r:1080',
  ],
  ['bypassed', { proxyRules: 'p:1', proxyBypassRules: '*.example' }, 'https://a.example/', 'DIRECT'],
  ['below a name', { proxyRules: 'p:1', proxyBypassRules: '.a.example' }, 'https://a.example/', 'PROXY p:1'],
  ['local names', { proxyRules: 'p:1', proxyBypassRules: '<local>' }, 'http://intranet/', 'DIRECT'],
  ['this computer', { proxyRules: 'p:1' }, 'http://127.0.0.1/', 'DIRECT'],
  ['this one too', { proxyRules: 'p:1', proxyBypassRules: '<-loopback>' }, 'http://127.0.0.1/', 'PROXY p:1'],
])('setProxy as Electron documents it: %s', async (_name, config, url, expected) => {
  expect(await resolve(config, url)).toBe(expected);
});

const script = (body: string) => ({
  pacScript: `data:,${encodeURIComponent(`function FindProxyForURL(u, h){${body}}`)}`,
});

test.each([
  ['in order', 'return "PROXY p:1; HTTPS q:2;DIRECT";', 'PROXY p:1;HTTPS q:2;DIRECT'],
  ['not told the path of https', 'return "PROXY " + (u.indexOf("path") < 0 ? "p:1" : "q:2");', 'PROXY p:1'],
  ['its own functions', 'return shExpMatch(h, "*.example") ? "PROXY p:1" : "DIRECT";', 'PROXY p:1'],
  ['nothing that can be read is DIRECT', 'return "BLA x";', 'DIRECT'],
  ['one that throws is mandatory all the same', 'throw 1;', ''],
  ['one that returns nothing', '', ''],
])('a PAC file: %s', async (_name, body, expected) => {
  expect(await resolve(script(body))).toBe(expected);
});

test('the file is fetched once, and again when told to', async () => {
  const session = sessionOf('reload');
  await session.setProxy({ mode: 'pac_script', pacScript: 'http://127.0.0.1:9/proxy.pac' });
  expect(await session.resolveProxy('https://a.example/')).toBe('');
  expect(await session.resolveProxy('http://localhost/')).toBe('DIRECT');
});
