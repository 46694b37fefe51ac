import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorKind, Remedy, ServiceKind } from '../../../preload/contract.ts';
import { administratorText, plainAddress, shownAddress } from '../../../renderer/health/administrator-text.ts';
import { type Cause, causesOf } from '../../../renderer/health/causes.ts';
import { milliseconds, percent, untilWords } from '../../../renderer/health/moments.ts';
import { causeText, causeTitle, remedyWords } from '../../../renderer/health/sentences.ts';
import { changeSentence, linkFault, signOf, stateLine } from '../../../renderer/health/service-words.ts';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import fr from '../../../renderer/locales/fr.json' with { type: 'json' };
import { broken, LINKS, NOW, report, service } from './samples.ts';

let t: TFunction;
let french: TFunction;

beforeAll(async () => {
  vi.stubEnv('TZ', 'UTC');
  vi.stubGlobal('navigator', { language: 'en-GB' });
  const resources = { en: { translation: en }, fr: { translation: fr } };
  const options = { resources, interpolation: { escapeValue: false } };
  t = await i18next.createInstance().init({ ...options, lng: 'en' });
  french = await i18next.createInstance().init({ ...options, lng: 'fr' });
});

const KINDS: readonly ErrorKind[] = [
  'offline',
  'dns',
  'refused',
  'tls',
  'timeout',
  'http',
  'auth',
  'notFound',
  'validation',
  'protocol',
  'serverAi',
  'cancelled',
  'keychain',
  'storage',
  'unknown',
];
const SERVICES: readonly ServiceKind[] = ['halext', 'halextAi', 'openWebui', 'gateway', 'agui'];
const REMEDIES = [
  'retry',
  'openSettings',
  'signInAgain',
  'openInBrowser',
  'enterProxyPassword',
  'copyForAdministrator',
] as const satisfies readonly Remedy[];
const KEY_REFUSED = { kind: 'auth', reason: 'keyRefused', status: 401, message: 'no', retryable: false } as const;

function causeOf(...services: Parameters<typeof report>[0]): Cause {
  const [cause] = causesOf(report(services));
  if (!cause) throw new Error('nothing is broken');
  return cause;
}

describe('every link × error × service × remedy', () => {
  it('has a sentence that names the service, a text with the time, and a button, in both languages', () => {
    const bad: string[] = [];
    for (const link of LINKS) {
      for (const kind of KINDS) {
        for (const of of SERVICES) {
          const cause = causeOf(broken('x', link, { kind, message: '', retryable: true }, { kind: of }));
          for (const [translate, language] of [
            [t, 'en'],
            [french, 'fr'],
          ] as const) {
            const title = causeTitle(cause, translate);
            const text = causeText(cause, NOW, translate, language);
            const named = title.includes('Atelier') || link === 'network' || cause.fault === 'noNetwork';
            const whole = /\.$/.test(title) && /\.$/.test(text) && text.includes('14:42');
            const raw = /\{\{|health\.|undefined/.test(title + text);
            const buttons = REMEDIES.map((remedy) => remedyWords(remedy, cause.fault, translate));
            if (!named || !whole || raw || new Set(buttons).size !== REMEDIES.length)
              bad.push(`${link} ${kind}: ${title} ${text}`);
          }
        }
      }
    }
    expect(bad).toEqual([]);
  });

  it('says what it means for the person’s own things', () => {
    const text = (kind: ServiceKind) => causeText(causeOf(broken('x', 'tcp', null, { kind })), NOW, t, 'en');
    expect(new Set(SERVICES.map(text)).size).toBe(SERVICES.length);
    expect(text('halext')).toContain('what you send waits and leaves by itself');
    const ended = causeOf(broken('x', 'access', { kind: 'auth', message: '', retryable: false }, { kind: 'halext' }));
    expect(causeText(ended, NOW, t, 'en')).toContain('waits until you have signed in');
  });

  it('asks for a key where a key is refused, and else for the settings', () => {
    expect(remedyWords('openSettings', 'keyRefused', t)).toBe('Enter a new key');
    expect(remedyWords('openSettings', 'otherService', t)).toBe('Open the settings');
  });
});

describe('a broken network', () => {
  const cause = (error: Parameters<typeof broken>[2]) => {
    const [first] = causesOf(report([service()], { broken: true, error }));
    if (!first) throw new Error('nothing is broken');
    return causeTitle(first, t);
  };

  it('is none, finds no names, or has a proxy that lets nothing through', () => {
    expect(cause(null)).toBe('This computer has no network.');
    expect(cause({ kind: 'offline', message: '', retryable: true })).toBe('This computer has no network.');
    expect(cause({ kind: 'dns', message: '', retryable: true })).toBe('Your network finds no names (DNS).');
    const proxy = 'The proxy of your network lets nothing through.';
    expect(cause({ kind: 'refused', message: '', retryable: true })).toBe(proxy);
    expect(cause({ kind: 'timeout', reason: 'connect', message: '', retryable: true })).toBe(proxy);
  });
});

describe('a row', () => {
  it('says its state by sign and word', () => {
    const states = [
      service(),
      service({ broken: 'http' }),
      service({ state: 'slow' }),
      broken('x', 'access', KEY_REFUSED),
      service({ state: 'unknown' }),
      service({ state: 'unknown', checking: true }),
    ];
    expect(states.map((each) => `${signOf(each, false)}: ${stateLine(each, NOW, t, 'en')}`)).toEqual([
      'ok: Working',
      'slow: The last check failed; the next one tells',
      'slow: Slow since 14:42',
      'problem: Key refused since 14:42',
      'none: Not checked yet',
      'working: Being checked',
    ]);
    expect(signOf(broken('x', 'network', null), true)).toBe('offline');
  });

  it('gives the date when it was not today', () => {
    const since = NOW - 3 * 86_400_000;
    expect(stateLine(broken('x', 'access', KEY_REFUSED, { since }), NOW, t, 'en')).toBe(
      'Key refused since 17 Nov, 15:42',
    );
  });

  it('gives the code with the words', () => {
    const [link] = broken('x', 'access', KEY_REFUSED).links.filter(({ verdict }) => verdict === 'broken');
    expect(link && linkFault(link, 'gateway', t)).toBe('Key refused (401)');
  });

  it('is read out with its name', () => {
    const change = { service: broken('x', 'access', KEY_REFUSED), broken: true };
    expect(changeSentence(change, NOW, t, 'en')).toBe('Atelier: Key refused since 14:42.');
    expect(changeSentence({ service: null, broken: false }, NOW, t, 'en')).toBe('The network is back.');
  });
});

describe('numbers', () => {
  it('follow the language', () => {
    expect(milliseconds(1820.4, t, 'en')).toBe('1,820\u00a0ms');
    expect(milliseconds(1820.4, french, 'fr')).toBe('1\u202f820\u00a0ms');
    expect(milliseconds(0.44, french, 'fr')).toBe('0,4\u00a0ms');
    expect(percent(0.9658, 'en')).toBe('96.5%');
    expect(percent(0.9658, 'fr')).toBe('96,5\u00a0%');
  });

  it('never say 100 % when something failed, and lose nothing when nothing did', () => {
    expect(percent(1439 / 1440, 'en')).toBe('99.9%');
    expect(percent(0.29, 'en')).toBe('29%');
    expect(percent(1, 'en')).toBe('100%');
    expect(percent(0, 'en')).toBe('0%');
  });

  it('count down to the next check', () => {
    expect(untilWords(NOW + 7_000, NOW, t)).toBe('in 7 s');
    expect(untilWords(NOW - 5, NOW, t)).toBe('any moment now');
  });
});

describe('the text for the administrator', () => {
  const address = 'https://camille:hidden@gateway.example.org:8443/v1?key=hidden#hidden';
  const error = { ...KEY_REFUSED, message: 'a server said: hidden' };
  const one = broken('x', 'access', error, { address, version: '1.8.2', lastGoodAt: NOW - 3_700_000 });
  const links = one.links.map((link) => ({ ...link, fact: 'hidden', ms: link.name === 'dns' ? 4.2 : null }));

  it('names service, link, kind and times, and nothing a server said', () => {
    const text = administratorText(causeOf({ ...one, links }), '0.1.0', NOW, t);
    expect(text.split('\n')).toEqual([
      'Program: Halext Companion 0.1.0',
      'Written: 2026-11-20T15:42:30.000Z',
      'Service: Atelier (https://gateway.example.org:8443/v1)',
      'Problem: Atelier refuses your key.',
      'Broken step: Your access (auth, keyRefused, 401)',
      'Since: 2026-11-20T14:42:30.000Z',
      'Version: 1.8.2',
      'Last good: 2026-11-20T14:40:50.000Z',
      'Last check: 2026-11-20T15:42:29.000Z',
      '- Network: good',
      '- Name (DNS): good, 4\u00a0ms',
      '- Connection: good',
      '- Encryption: good',
      '- Answer: good',
      '- Right service: good',
      '- Your access: broken',
      '- Able to work: Not checked',
      '',
    ]);
    expect(text).not.toContain('hidden');
  });

  it('speaks of the network without a service', () => {
    const [network] = causesOf(report([], { broken: true, error: { kind: 'dns', message: '', retryable: true } }));
    expect(network && administratorText(network, '0.1.0', NOW, t)).toContain('Service: Network\n');
  });

  it.each([
    ['https://example.org/', 'https://example.org', 'example.org'],
    ['http://127.0.0.1:8123/agent?token=x', 'http://127.0.0.1:8123/agent', 'http://127.0.0.1:8123/agent'],
    ['camille:hidden@example.org?x#y', 'example.org', 'example.org'],
  ])('strips %s', (from, plain, shown) => {
    expect(plainAddress(from)).toBe(plain);
    expect(shownAddress(from)).toBe(shown);
  });
});
