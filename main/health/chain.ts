import type { AppError, HealthLink, LinkName, Remedy } from '../../preload/contract.ts';
import { assertNever } from '../errors.ts';

/** The links in their order: each needs the one before. */
export const LINKS: readonly LinkName[] = ['network', 'dns', 'tcp', 'tls', 'http', 'service', 'access', 'usable'];

/** What was seen of one link. */
export interface Observation {
  readonly verdict: 'good' | 'broken' | 'notNeeded';
  readonly ms?: number;
  readonly fact?: string;
  readonly error?: AppError;
}

/** What was seen in one check; a link nobody learnt anything about is left out. */
export type Observations = { readonly [L in LinkName]?: Observation };

export interface Chain {
  readonly links: readonly HealthLink[];
  readonly broken: { readonly link: LinkName; readonly error: AppError } | null;
}

/** The links up to a connection that a request can be sent on. */
const WAY: ReadonlySet<LinkName> = new Set(['network', 'dns', 'tcp', 'tls']);

export function good(more: Omit<Observation, 'verdict' | 'error'> = {}): Observation {
  return { verdict: 'good', ...more };
}

export const notNeeded: Observation = { verdict: 'notNeeded' };

/** The observation a failed request makes; nothing, when it says nothing about the service. */
export function failure(error: AppError): Observations {
  const link = linkOf(error);
  return link === null ? {} : { [link]: { verdict: 'broken', error } };
}

export function isWay(link: LinkName): boolean {
  return WAY.has(link);
}

/** The link an error of a request breaks; `null` when it says nothing about the service. */
export function linkOf(error: AppError): LinkName | null {
  switch (error.kind) {
    case 'offline':
      return 'network';
    case 'dns':
      return 'dns';
    case 'refused':
      return 'tcp';
    case 'tls':
      return 'tls';
    case 'timeout':
      return hadNoConnection(error) ? 'tcp' : 'http';
    case 'http':
      return linkOfHttp(error.reason);
    case 'protocol':
      return error.reason === 'notHttp' ? 'http' : 'service';
    case 'notFound':
    case 'validation':
      return 'service';
    case 'auth':
    case 'keychain':
      return 'access';
    case 'serverAi':
      return 'usable';
    case 'unknown':
      return 'http';
    case 'cancelled':
    case 'storage':
      return null;
    default:
      return assertNever(error.kind);
  }
}

function linkOfHttp(reason: string | undefined): LinkName {
  switch (reason) {
    // Where there is a proxy, the connection is the one to the proxy.
    case 'proxyRefused':
    case 'proxyScript':
    case 'proxyUnsupported':
    case 'proxyPassword':
    case 'proxyPasswordWrong':
      return 'tcp';
    case 'redirect':
    case 'unknownPath':
      return 'service';
    case 'forbidden':
      return 'access';
    default:
      return 'http';
  }
}

/** A deadline that ended before there was a connection; nobody can tell at which link. */
function hadNoConnection({ kind, reason }: AppError): boolean {
  return kind === 'timeout' && (reason === 'connect' || reason === 'queued' || reason === 'proxyUnreachable');
}

/** True when an error could only come about because every link before the one it breaks had held. */
function provesTheRest(error: AppError): boolean {
  if (error.status !== undefined) return true;
  switch (error.kind) {
    case 'refused':
      // A proxy may have no name here.
      return error.reason !== 'proxyUnreachable';
    case 'tls':
    case 'protocol':
    case 'notFound':
    case 'serverAi':
      return true;
    case 'timeout':
      return !hadNoConnection(error);
    case 'http':
      return error.reason !== 'proxyUnsupported' && error.reason !== 'proxyScript';
    default:
      return false;
  }
}

/**
 * The verdict of each link from what the requests met and from what a walk along the way saw (its connections are its
 * own, and it is not made each time). An answer proves the whole way, whatever the walk says; without one, the walk
 * knows better than the request at which link the way ends. `slow`: the answer took far longer than usual.
 */
export function chainOf(asked: Observations, walked: Observations, slow = false): Chain {
  const broken = causeOf(asked, walked);
  const at = broken === null ? LINKS.length : LINKS.indexOf(broken.link);
  const wayHolds = asked.http?.verdict === 'good' || (broken !== null && provesTheRest(broken.error));

  const links = LINKS.map((name, index): HealthLink => {
    const seen = asked[name] ?? walked[name];
    const details = { name, ms: seen?.ms ?? null, fact: seen?.fact ?? null, error: null };
    if (index === at && broken) return { ...details, verdict: 'broken', error: broken.error };
    if (seen?.verdict === 'notNeeded') return { ...details, verdict: 'notNeeded' };
    if (index > at) return { ...details, verdict: 'notChecked', ms: null };
    if (name === 'http' && slow) return { ...details, verdict: 'slow' };
    const holds = seen?.verdict === 'good' || (wayHolds && (isWay(name) || (broken !== null && index < at)));
    return { ...details, verdict: holds ? 'good' : 'notChecked' };
  });
  return { links, broken };
}

function causeOf(asked: Observations, walked: Observations): Chain['broken'] {
  const met = firstBroken(asked);
  if (met === null || !isWay(met.link)) return met;
  const found = firstBroken(walked);
  if (found) return found;
  // The way is there, and still no answer came in time.
  return met.error.kind === 'timeout' && walked.tcp?.verdict === 'good' ? { ...met, link: 'http' } : met;
}

function firstBroken(observations: Observations): Chain['broken'] {
  for (const link of LINKS) {
    const seen = observations[link];
    if (seen?.verdict === 'broken' && seen.error) return { link, error: seen.error };
  }
  return null;
}

/** Who can change the address and the secrets of a service: its sign-in, its settings, or nobody. */
export type Owner = 'account' | 'source' | 'demo';

/** The one thing to do about a broken link. What only the operator can mend is for the administrator. */
export function remedyOf(link: LinkName, error: AppError, owner: Owner): Remedy {
  const settings: Remedy = owner === 'source' ? 'openSettings' : owner === 'account' ? 'copyForAdministrator' : 'retry';
  switch (link) {
    case 'network':
      return 'retry';
    case 'dns':
      return owner === 'source' ? 'openSettings' : 'retry';
    case 'tcp':
      return remedyOfConnection(error.reason);
    case 'tls':
      // What an authority has taken back is not to be trusted by anybody.
      return /^certificate(?!Revoked)/.test(error.reason ?? '') ? 'lookAtCertificate' : 'copyForAdministrator';
    case 'usable':
      // Which model is asked is a setting, and no model of another's choice.
      return error.kind === 'notFound' ? settings : 'copyForAdministrator';
    case 'http':
      return error.status !== undefined && error.status >= 500 ? 'copyForAdministrator' : 'retry';
    case 'service':
      // A web page instead of the service: a sign-in page of the network, or of the service's own front.
      return error.reason === 'html' || error.reason === 'redirect' ? 'openInBrowser' : settings;
    case 'access':
      if (error.reason === 'apiKeysNotAllowed') return 'copyForAdministrator';
      return owner === 'account' ? 'signInAgain' : settings;
    default:
      return assertNever(link);
  }
}

function remedyOfConnection(reason: string | undefined): Remedy {
  switch (reason) {
    case 'proxyPassword':
    case 'proxyPasswordWrong':
      return 'enterProxyPassword';
    case 'proxyRefused':
    case 'proxyUnsupported':
      return 'copyForAdministrator';
    case 'proxyUnreachable':
    case 'proxyScript':
      return 'openSettings';
    default:
      return 'retry';
  }
}
