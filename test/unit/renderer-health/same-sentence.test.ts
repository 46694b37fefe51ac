import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { chainOf, failure } from '../../../main/health/chain.ts';
import type { AppError, ServiceHealth, ServiceKind } from '../../../preload/contract.ts';
import { causeTitle } from '../../../renderer/health/sentences.ts';
import en from '../../../renderer/locales/en.json';
import fr from '../../../renderer/locales/fr.json';
import { answerSentence } from '../../../renderer/sources/answer-words.ts';
import { errorSentence } from '../../../renderer/ui/error-sentence.ts';
import { faultOf } from '../../../renderer/ui/fault.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en }, fr: { translation: fr } } });
});

type Met = Partial<AppError> & Pick<AppError, 'kind'>;

/** What a request can meet that says something about the way or the service, wherever it is sent. */
const ANYWHERE: readonly Met[] = [
  { kind: 'offline' },
  { kind: 'dns' },
  { kind: 'refused' },
  { kind: 'refused', reason: 'closedWhileConnecting' },
  { kind: 'timeout', reason: 'connect' },
  { kind: 'timeout', reason: 'headers' },
  { kind: 'timeout', reason: 'idle' },
  { kind: 'tls', reason: 'handshake' },
  { kind: 'tls', reason: 'certificateExpired' },
  { kind: 'tls', reason: 'certificateNotYetValid' },
  { kind: 'tls', reason: 'certificateHostname' },
  { kind: 'tls', reason: 'certificateUnknownIssuer' },
  { kind: 'tls', reason: 'certificateSelfSigned' },
  { kind: 'tls', reason: 'certificateChanged' },
  { kind: 'tls', reason: 'certificateRevoked' },
  { kind: 'tls', reason: 'certificateOther' },
  { kind: 'tls', reason: 'proxyCertificate' },
  { kind: 'http', reason: 'proxyRefused' },
  { kind: 'http', reason: 'proxyUnsupported' },
  { kind: 'http', reason: 'proxyPassword' },
  { kind: 'http', reason: 'proxyPasswordWrong' },
  { kind: 'http', reason: 'proxyScript' },
  { kind: 'refused', reason: 'proxyUnreachable' },
  { kind: 'dns', reason: 'proxyUnreachable' },
  { kind: 'timeout', reason: 'proxyUnreachable' },
  { kind: 'protocol', reason: 'captivePortal' },
  { kind: 'http', reason: 'dropped' },
  { kind: 'http', reason: 'unavailable', status: 503 },
  { kind: 'http', reason: 'gatewayTimeout', status: 504 },
  { kind: 'http', reason: 'serverFault', status: 500 },
  { kind: 'http', status: 507 },
  { kind: 'http', status: 418 },
  { kind: 'http', reason: 'tooManyRequests', status: 429 },
  { kind: 'http', reason: 'redirect', status: 302 },
  { kind: 'protocol', reason: 'html', status: 200 },
  { kind: 'protocol', reason: 'notHttp' },
  { kind: 'protocol', reason: 'wrongShape' },
  { kind: 'http', reason: 'unknownPath', status: 404 },
];

const OF_ACCOUNT: readonly Met[] = [
  ...ANYWHERE,
  { kind: 'auth', reason: 'tokenRefused', status: 401 },
  { kind: 'auth', reason: 'forbidden', status: 403 },
  { kind: 'serverAi' },
];

const OF_SOURCE: readonly Met[] = [
  ...ANYWHERE,
  { kind: 'auth', reason: 'keyRefused', status: 401 },
  { kind: 'auth', reason: 'forbidden', status: 403 },
  { kind: 'auth', reason: 'apiKeysNotAllowed', status: 403 },
  { kind: 'auth', reason: 'notConfigured' },
  { kind: 'keychain', reason: 'missing' },
  { kind: 'keychain', reason: 'keychainFailed' },
  { kind: 'protocol', reason: 'otherService' },
];

/** The service without its name, as a sentence elsewhere calls it. */
const NOUNS: Readonly<Record<string, readonly [name: RegExp, nouns: readonly string[]]>> = {
  en: [/NAME/, ['the server', 'the source']],
  fr: [/(?:du service )?NAME/, ['le serveur', 'la source', 'du serveur', 'de la source']],
};

/** What the health page says of it: the title of the first broken link, with every word for the service in turn. */
function saysHealth(met: AppError, kind: ServiceKind, language: string): readonly string[] {
  const { broken } = chainOf(failure(met), {});
  if (!broken) throw new Error('no link is broken');
  const service = { name: 'NAME', kind } as ServiceHealth;
  const fault = faultOf(broken.link, broken.error, kind);
  const title = causeTitle(
    { id: 'a', service, since: 0, error: met, fault, consequences: [] },
    i18next.getFixedT(language),
  );
  const [name, nouns] = NOUNS[language] ?? [/NAME/, []];
  return nouns.map((noun) => capital(title.replace(name, noun)));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const firstSentence = (text: string) =>
  `${text.split(/\. (?=\p{Lu})/u, 1)[0]?.replace(/\.$/, '')}.`.replace(/ \(code [^)]*\)/, '');
const whole = (met: Met): AppError => ({ message: 'x', retryable: false, ...met });

describe.each(['en', 'fr'])('one fault is told by one sentence, in %s', (language) => {
  it.each(OF_ACCOUNT.map((met) => [met] as const))('the account’s server: %j', (met) => {
    const said = firstSentence(errorSentence(i18next.getFixedT(language), whole(met)));
    expect(saysHealth(whole(met), 'halext', language)).toContain(said);
  });

  it.each(OF_SOURCE.map((met) => [met] as const))('a source: %j', (met) => {
    const said = firstSentence(answerSentence(i18next.getFixedT(language), whole(met)));
    expect(saysHealth(whole(met), 'gateway', language)).toContain(said);
  });
});
