import type { TFunction } from 'i18next';
import type { Remedy, ServiceKind } from '../../preload/contract.ts';
import type { Fault } from '../ui/fault.ts';
import type { Cause } from './causes.ts';
import { sinceWords } from './moments.ts';

interface FaultWords {
  /** A few words, for a row and a link. */
  readonly brief: string;
  /** One sentence with the service's name. */
  readonly title: string;
  /** What that means for the way to the service, and what helps. */
  readonly why: string;
}

const FAULTS: Record<Fault, FaultWords> = {
  noNetwork: { brief: 'health.noNetwork', title: 'health.noNetworkTitle', why: 'health.noNetworkWhy' },
  proxy: { brief: 'health.proxy', title: 'health.proxyTitle', why: 'health.proxyWhy' },
  proxyUnsupported: { brief: 'health.proxyKind', title: 'health.proxyKindTitle', why: 'health.proxyKindWhy' },
  proxyUnreachable: { brief: 'health.proxyDown', title: 'health.proxyDownTitle', why: 'health.proxyDownWhy' },
  proxyScript: { brief: 'health.pacFile', title: 'health.pacFileTitle', why: 'health.pacFileWhy' },
  proxyCertificate: {
    brief: 'health.proxyIdentity',
    title: 'health.proxyIdentityTitle',
    why: 'health.proxyIdentityWhy',
  },
  proxyPassword: {
    brief: 'health.proxyPassword',
    title: 'health.proxyPasswordTitle',
    why: 'health.proxyPasswordWhy',
  },
  proxyPasswordWrong: {
    brief: 'health.passwordWrong',
    title: 'health.passwordWrongTitle',
    why: 'health.passwordWrongWhy',
  },
  captivePortal: { brief: 'health.webPage', title: 'health.portalTitle', why: 'health.portalWhy' },
  dns: { brief: 'health.dns', title: 'health.dnsTitle', why: 'health.dnsWhy' },
  refused: { brief: 'health.refused', title: 'health.refusedTitle', why: 'health.refusedWhy' },
  unreachable: { brief: 'health.unreachable', title: 'health.unreachableTitle', why: 'health.unreachableWhy' },
  encryption: { brief: 'health.encryption', title: 'health.encryptionTitle', why: 'health.encryptionWhy' },
  certificateExpired: { brief: 'health.expired', title: 'health.expiredTitle', why: 'health.expiredWhy' },
  certificateNotYetValid: { brief: 'health.notYet', title: 'health.notYetTitle', why: 'health.notYetWhy' },
  certificateHostname: { brief: 'health.hostname', title: 'health.hostnameTitle', why: 'health.hostnameWhy' },
  certificateUnknown: { brief: 'health.issuer', title: 'health.issuerTitle', why: 'health.issuerWhy' },
  certificateSelfSigned: { brief: 'health.issuer', title: 'health.selfSignedTitle', why: 'health.issuerWhy' },
  certificateChanged: { brief: 'health.changed', title: 'health.changedTitle', why: 'health.changedWhy' },
  certificate: { brief: 'health.certificate', title: 'health.certificateTitle', why: 'health.certificateWhy' },
  silent: { brief: 'health.silent', title: 'health.silentTitle', why: 'health.silentWhy' },
  cutOff: { brief: 'health.cutOff', title: 'health.cutOffTitle', why: 'health.cutOffWhy' },
  unavailable: { brief: 'health.unavailable', title: 'health.unavailableTitle', why: 'health.unavailableWhy' },
  gatewayTimeout: { brief: 'health.tooSlow', title: 'health.tooSlowTitle', why: 'health.unavailableWhy' },
  serverFault: { brief: 'health.serverFault', title: 'health.serverFaultTitle', why: 'health.serverFaultWhy' },
  tooMany: { brief: 'health.tooMany', title: 'health.tooManyTitle', why: 'health.tooManyWhy' },
  requestRefused: { brief: 'health.request', title: 'health.requestTitle', why: 'health.requestWhy' },
  webPage: { brief: 'health.webPage', title: 'health.webPageTitle', why: 'health.webPageWhy' },
  otherService: { brief: 'health.other', title: 'health.otherTitle', why: 'health.otherWhy' },
  notUnderstood: { brief: 'health.strange', title: 'health.strangeTitle', why: 'health.strangeWhy' },
  keyRefused: { brief: 'health.keyRefused', title: 'health.keyRefusedTitle', why: 'health.keyRefusedWhy' },
  keyMissing: { brief: 'health.keyMissing', title: 'health.keyMissingTitle', why: 'health.keyMissingWhy' },
  keysNotAllowed: { brief: 'health.noKeys', title: 'health.noKeysTitle', why: 'health.noKeysWhy' },
  notConfigured: { brief: 'health.unset', title: 'health.unsetTitle', why: 'health.unsetWhy' },
  modelMissing: { brief: 'health.noSuchModel', title: 'health.noSuchModelTitle', why: 'health.noSuchModelWhy' },
  keychain: { brief: 'health.keychain', title: 'health.keychainTitle', why: 'health.keychainWhy' },
  signedOut: { brief: 'health.signedOut', title: 'health.signedOutTitle', why: 'health.signedOutWhy' },
  forbidden: { brief: 'health.forbidden', title: 'health.forbiddenTitle', why: 'health.forbiddenWhy' },
  noModel: { brief: 'health.noModel', title: 'health.noModelTitle', why: 'health.noModelWhy' },
  mock: { brief: 'health.mock', title: 'health.mockTitle', why: 'health.mockWhy' },
  degraded: { brief: 'health.degraded', title: 'health.degradedTitle', why: 'health.degradedWhy' },
  unusable: { brief: 'health.unusable', title: 'health.unusableTitle', why: 'health.unusableWhy' },
  unknown: { brief: 'health.unknown', title: 'health.unknownTitle', why: 'health.unknownWhy' },
};

/** The same of what all connections have in common, which has no name. */
const NETWORK: Partial<Record<Fault, Pick<FaultWords, 'title' | 'why'>>> = {
  dns: { title: 'health.noNamesTitle', why: 'health.noNamesWhy' },
  proxy: { title: 'health.noProxyTitle', why: 'health.noProxyWhy' },
};

/** What a service that does not work means for the person's own things. */
const MEANS: Record<ServiceKind, string> = {
  halext: 'health.meansHalext',
  halextAi: 'health.meansHalextAi',
  openWebui: 'health.meansOpenWebui',
  gateway: 'health.meansGateway',
  agui: 'health.meansAgui',
  'openai-compatible': 'health.meansAnswers',
  'open-webui': 'health.meansAnswers',
  'openai-connector': 'health.meansAnswers',
  'mistral-connector': 'health.meansAnswers',
};

/** A few words for a fault, e.g. `Key refused`. */
export function briefOf(fault: Fault, t: TFunction): string {
  return t(FAULTS[fault].brief);
}

/** The one sentence that says what is broken. */
export function causeTitle({ service, fault }: Cause, t: TFunction): string {
  return service ? t(FAULTS[fault].title, { name: service.name }) : t((NETWORK[fault] ?? FAULTS[fault]).title);
}

/** Since when, why, and what it means. */
export function causeText(cause: Cause, now: number, t: TFunction, language: string): string {
  const { service, fault } = cause;
  const since = t('health.sinceSentence', { time: sinceWords(cause.since, now, t, language) });
  const why = t((service ? FAULTS[fault] : (NETWORK[fault] ?? FAULTS[fault])).why);
  return [since, why, meaning(cause, t)].filter(Boolean).join(' ');
}

function meaning({ service, fault }: Cause, t: TFunction): string | null {
  if (!service) return t(MEANS.halext);
  // Answers do come, and what they are has been said; a database may be half there.
  if (fault === 'mock' || fault === 'degraded') return null;
  return t(service.kind === 'halext' && fault === 'signedOut' ? 'health.meansSignIn' : MEANS[service.kind]);
}

/** What the button of a remedy says. A key that is refused or missing is entered in the settings. */
export function remedyWords(remedy: Exclude<Remedy, 'lookAtCertificate'>, fault: Fault, t: TFunction): string {
  switch (remedy) {
    case 'retry':
      return t('health.checkAgain');
    case 'openSettings':
      return needsKey(fault) ? t('health.enterKey') : t('health.openSettings');
    case 'signInAgain':
      return t('app.signInAgain');
    case 'openInBrowser':
      return t('health.openInBrowser');
    case 'enterProxyPassword':
      return t('network.enterPassword');
    case 'copyForAdministrator':
      return t('health.copyForAdministrator');
  }
}

/** Whether a key given in the settings would mend it. */
export function needsKey(fault: Fault): boolean {
  return fault === 'keyRefused' || fault === 'keyMissing' || fault === 'notConfigured';
}
