import type { AppError, ErrorKind, LinkName, ServiceKind } from '../../preload/contract.ts';

/** What is wrong with a broken link, as finely as a person is told. */
export type Fault =
  | 'noNetwork'
  | 'proxy'
  | 'proxyUnsupported'
  | 'proxyUnreachable'
  | 'proxyScript'
  | 'proxyCertificate'
  | 'proxyPassword'
  | 'proxyPasswordWrong'
  | 'captivePortal'
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'encryption'
  | 'certificateExpired'
  | 'certificateNotYetValid'
  | 'certificateHostname'
  | 'certificateUnknown'
  | 'certificateSelfSigned'
  | 'certificateChanged'
  | 'certificate'
  | 'silent'
  | 'cutOff'
  | 'unavailable'
  | 'gatewayTimeout'
  | 'serverFault'
  | 'tooMany'
  | 'requestRefused'
  | 'webPage'
  | 'otherService'
  | 'notUnderstood'
  | 'keyRefused'
  | 'keyMissing'
  | 'keysNotAllowed'
  | 'notConfigured'
  | 'modelMissing'
  | 'keychain'
  | 'signedOut'
  | 'forbidden'
  | 'noModel'
  | 'mock'
  | 'degraded'
  | 'unusable'
  | 'unknown';

/** Finer causes that say more than their kind. */
const BY_REASON: Readonly<Record<string, Fault>> = {
  proxyRefused: 'proxy',
  proxyUnsupported: 'proxyUnsupported',
  proxyUnreachable: 'proxyUnreachable',
  proxyScript: 'proxyScript',
  proxyCertificate: 'proxyCertificate',
  proxyPassword: 'proxyPassword',
  proxyPasswordWrong: 'proxyPasswordWrong',
  captivePortal: 'captivePortal',
  proxy: 'proxy',
  certificateExpired: 'certificateExpired',
  certificateNotYetValid: 'certificateNotYetValid',
  certificateHostname: 'certificateHostname',
  certificateUnknownIssuer: 'certificateUnknown',
  certificateSelfSigned: 'certificateSelfSigned',
  certificateChanged: 'certificateChanged',
  certificateRevoked: 'certificate',
  certificateOther: 'certificate',
  dropped: 'cutOff',
  unavailable: 'unavailable',
  gatewayTimeout: 'gatewayTimeout',
  serverFault: 'serverFault',
  tooManyRequests: 'tooMany',
  html: 'webPage',
  redirect: 'webPage',
  unknownPath: 'otherService',
  notHalext: 'otherService',
  isOpenWebui: 'otherService',
  notAGateway: 'otherService',
  keyRefused: 'keyRefused',
  keyMissing: 'keyMissing',
  missing: 'keyMissing',
  apiKeysNotAllowed: 'keysNotAllowed',
  notConfigured: 'notConfigured',
  unknownModel: 'modelMissing',
  inactiveModel: 'modelMissing',
  noModels: 'modelMissing',
  otherConnector: 'otherService',
  otherService: 'otherService',
  keychainFailed: 'keychain',
  forbidden: 'forbidden',
  mock: 'mock',
  degraded: 'degraded',
};

const BY_KIND: Partial<Record<ErrorKind, Fault>> = {
  dns: 'dns',
  refused: 'refused',
  tls: 'encryption',
  keychain: 'keychain',
  protocol: 'notUnderstood',
  notFound: 'otherService',
  serverAi: 'noModel',
};

/** When the error says nothing more, the link it broke does. */
const BY_LINK: Record<LinkName, Fault> = {
  network: 'noNetwork',
  dns: 'dns',
  tcp: 'unreachable',
  tls: 'encryption',
  http: 'notUnderstood',
  service: 'otherService',
  access: 'forbidden',
  usable: 'unusable',
};

/**
 * The fault of a broken link. `link` and `service` are `null` where only the error is known. Without a reason of its own,
 * a refusal is one of the session where people sign in, and one of the key where the settings hold it.
 */
export function faultOf(link: LinkName | null, error: AppError | null, service: ServiceKind | null): Fault {
  if (!error) return link === null ? 'unknown' : BY_LINK[link];
  const { kind, reason } = error;
  const byReason = reason !== undefined && Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined;
  // Everything up to the last link held: an error code there tells of what lies behind the service.
  if (link === 'usable' && error.status !== undefined) return 'unusable';
  if (byReason !== undefined) return byReason;
  switch (kind) {
    case 'auth':
      return isSignedInto(service) ? 'signedOut' : 'keyRefused';
    case 'timeout':
      return link === 'tcp' || link === 'dns' || reason === 'connect' ? 'unreachable' : 'silent';
    case 'http':
      return byStatus(error.status);
    case 'offline':
      // Past the first link the network is there: what no way leads to is out of reach.
      return link === null || link === 'network' ? 'noNetwork' : 'unreachable';
    default:
      return BY_KIND[kind] ?? (link === null ? 'unknown' : BY_LINK[link]);
  }
}

/** Where a person has a session; everywhere else it is a key that is refused. */
function isSignedInto(service: ServiceKind | null): boolean {
  return service === null || service === 'halext' || service === 'halextAi' || service === 'openWebui';
}

function byStatus(status: number | undefined): Fault {
  if (status === undefined) return 'notUnderstood';
  return status >= 500 ? 'serverFault' : 'requestRefused';
}
