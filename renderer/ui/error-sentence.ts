import type { TFunction } from 'i18next';
import type { AppError } from '../../preload/contract.ts';
import { type Fault, faultOf } from './fault.ts';

/**
 * The sentence of every fault, of the account's server or, where only a source has such a thing, of a source. The health
 * page begins with the same sentence, with the name of the service in it (`health.*Title`).
 */
const SENTENCES: Readonly<Record<Fault, string>> = {
  noNetwork: 'errors.offline',
  proxy: 'errors.proxyRefused',
  proxyUnsupported: 'errors.proxyUnsupported',
  proxyUnreachable: 'errors.proxyUnreachable',
  proxyScript: 'errors.proxyScript',
  proxyCertificate: 'errors.proxyCertificate',
  proxyPassword: 'errors.proxyPassword',
  proxyPasswordWrong: 'errors.proxyPasswordWrong',
  captivePortal: 'errors.captivePortal',
  dns: 'errors.dns',
  refused: 'errors.refused',
  unreachable: 'errors.unreachable',
  encryption: 'errors.tls',
  certificateExpired: 'errors.certificateExpired',
  certificateNotYetValid: 'errors.certificateNotYetValid',
  certificateHostname: 'errors.certificateHostname',
  certificateUnknown: 'errors.certificateUnknownIssuer',
  certificateSelfSigned: 'errors.certificateSelfSigned',
  certificateChanged: 'errors.certificateChanged',
  certificate: 'errors.certificate',
  silent: 'errors.timeout',
  cutOff: 'errors.dropped',
  unavailable: 'errors.unavailable',
  gatewayTimeout: 'errors.gatewayTimeout',
  serverFault: 'errors.httpServer',
  tooMany: 'errors.tooManyRequests',
  requestRefused: 'errors.http',
  webPage: 'errors.html',
  otherService: 'errors.otherService',
  notUnderstood: 'errors.protocol',
  keyRefused: 'targets.keyRefused',
  keyMissing: 'targets.keyMissing',
  keysNotAllowed: 'targets.apiKeysNotAllowed',
  notConfigured: 'targets.notConfigured',
  modelMissing: 'targets.unknownModel',
  keychain: 'sources.keychainFailed',
  signedOut: 'errors.auth',
  forbidden: 'errors.forbidden',
  noModel: 'errors.serverAi',
  mock: 'targets.mock',
  degraded: 'errors.degraded',
  unusable: 'errors.unusable',
  unknown: 'errors.unknown',
};

/** What is said otherwise of a source than of the account's server. */
const OF_SOURCES: Readonly<Partial<Record<Fault, string>>> = {
  // A question to the Halext server waits for the network; one to a source does not.
  noNetwork: 'targets.offline',
  unavailable: 'targets.unavailable',
  tooMany: 'targets.tooManyRequests',
  otherService: 'targets.unknownPath',
  forbidden: 'targets.forbidden',
};

/** What no service is at fault for: what was asked could not be, or this computer could not do it. */
const OTHERWISE: Readonly<Record<string, string>> = {
  notHalext: 'errors.notHalext',
  isOpenWebui: 'errors.isOpenWebui',
  badCredentials: 'errors.badCredentials',
  signedOut: 'errors.signedOut',
  notOwner: 'errors.notOwner',
  empty: 'errors.empty',
  tooLong: 'errors.tooLong',
  nul: 'errors.nul',
  tooLarge: 'errors.tooLarge',
  gone: 'errors.gone',
  unknownUser: 'errors.unknownUser',
  beingCreated: 'errors.beingCreated',
  busy: 'errors.busy',
  serverCannotDelete: 'errors.serverCannotDelete',
  linkRefused: 'errors.linkRefused',
  notAPicture: 'errors.notAPicture',
};

/** The sentence a person reads for an error: what happened and what to do. Never the technical message. */
export function errorSentence(t: TFunction, error: AppError): string {
  return worded(t, otherwise(error) ?? ofThisComputer(error) ?? SENTENCES[faultOf(null, error, null)], error);
}

/** The same of a source that was asked. */
export function sourceErrorSentence(t: TFunction, error: AppError): string {
  if (otherwise(error) !== null || ofThisComputer(error) !== null) return errorSentence(t, error);
  const fault = faultOf(null, error, 'gateway');
  return worded(t, OF_SOURCES[fault] ?? SENTENCES[fault], error);
}

/** Only some sentences name the code; where there was none, they say so. */
function worded(t: TFunction, key: string, { status }: AppError): string {
  return key === 'errors.http' || key === 'errors.httpServer' ? t(key, { status: status ?? '–' }) : t(key);
}

function otherwise({ reason }: AppError): string | null {
  return (reason !== undefined && Object.hasOwn(OTHERWISE, reason) && OTHERWISE[reason]) || null;
}

/** What the keychain did not give; anything else it did not do is no fault of a source. */
const KEY_IS_GONE: ReadonlySet<string> = new Set(['keyMissing', 'missing', 'keychainFailed']);

/** Kinds of which nothing more is known than that; what a server does not have is no fault of the server. */
function ofThisComputer({ kind, reason }: AppError): string | null {
  switch (kind) {
    case 'cancelled':
      return 'errors.cancelled';
    case 'storage':
      return 'errors.storage';
    case 'validation':
      return 'errors.validation';
    case 'notFound':
      return reason === 'unknownModel' || reason === 'unknownPath' ? null : 'errors.notFound';
    case 'keychain':
      return reason !== undefined && KEY_IS_GONE.has(reason) ? null : 'errors.keychain';
    default:
      return null;
  }
}

/** Whether the server said a clear no, as opposed to an outcome nobody knows. */
export function isRefusal(error: AppError): boolean {
  switch (error.kind) {
    case 'validation':
    case 'notFound':
    case 'auth':
      return true;
    case 'http':
      return error.status !== undefined && error.status >= 400 && error.status < 500;
    default:
      return false;
  }
}
