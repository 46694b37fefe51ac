import type { TFunction } from 'i18next';
import type { AppError, ErrorKind } from '../../preload/contract.ts';

const BY_KIND: Record<ErrorKind, string> = {
  offline: 'errors.offline',
  dns: 'errors.dns',
  refused: 'errors.refused',
  tls: 'errors.tls',
  timeout: 'errors.timeout',
  http: 'errors.http',
  auth: 'errors.auth',
  notFound: 'errors.notFound',
  validation: 'errors.validation',
  protocol: 'errors.protocol',
  serverAi: 'errors.serverAi',
  cancelled: 'errors.cancelled',
  keychain: 'errors.keychain',
  storage: 'errors.storage',
  unknown: 'errors.unknown',
};

/** Finer causes that deserve a sentence of their own. A reason without one falls back to its kind. */
const BY_REASON: Readonly<Record<string, string>> = {
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
  html: 'errors.html',
  redirect: 'errors.html',
  dropped: 'errors.dropped',
  tooManyRequests: 'errors.tooManyRequests',
  gatewayTimeout: 'errors.gatewayTimeout',
  proxyRefused: 'errors.proxyRefused',
  proxyUnsupported: 'errors.proxyUnsupported',
  proxyPassword: 'errors.proxyPassword',
  proxyPasswordWrong: 'errors.proxyPasswordWrong',
  proxyCertificate: 'errors.proxyCertificate',
  captivePortal: 'errors.captivePortal',
  linkRefused: 'errors.linkRefused',
  notAPicture: 'errors.notAPicture',
  certificateExpired: 'errors.certificateExpired',
  certificateNotYetValid: 'errors.certificateNotYetValid',
  certificateHostname: 'errors.certificateHostname',
  certificateUnknownIssuer: 'errors.certificateUnknownIssuer',
  certificateSelfSigned: 'errors.certificateSelfSigned',
  certificateChanged: 'errors.certificateChanged',
};

/** The sentence a person reads for an error: what happened and what to do. Never the technical message. */
export function errorSentence(t: TFunction, error: AppError): string {
  const byReason = error.reason !== undefined && Object.hasOwn(BY_REASON, error.reason) ? BY_REASON[error.reason] : '';
  if (byReason) return t(byReason);
  if (error.kind === 'http' && error.status !== undefined && error.status >= 500) {
    return t('errors.httpServer', { status: error.status });
  }
  return t(BY_KIND[error.kind], { status: error.status ?? '' });
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
