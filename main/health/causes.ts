import type { AppError, LinkName } from '../../preload/contract.ts';
import { appError } from '../errors.ts';
import { LINKS } from './chain.ts';

/** What is known of one service when causes are looked for. */
export interface Judged {
  readonly id: string;
  /** Name of the server and its origin; two services may share them. */
  readonly host: string;
  readonly origin: string;
  /** On this computer: it needs no network. */
  readonly local: boolean;
  readonly proxied: boolean;
  /** The server is called by name. */
  readonly named: boolean;
  /** It has been checked since it is known. */
  readonly checked: boolean;
  /** It has been good before. */
  readonly worked: boolean;
  /** Something else seems to answer in its place. */
  readonly intercepted: boolean;
  /** What answered said itself that it is the network's: a redirect to somebody else, or the status made for it. */
  readonly signInPage: boolean;
  readonly broken: { readonly link: LinkName; readonly error: AppError } | null;
  /** The service it is a part of: everything up to the access is the same there. */
  readonly partOf: string | null;
}

export interface Explanation {
  /** What all connections of this computer have in common is broken. */
  readonly network: AppError | null;
  /** Service → the service whose broken link explains its own, or `network`. */
  readonly by: ReadonlyMap<string, string>;
}

/**
 * Finds what several services have in common, so that it is told once: the network, the names, a proxy, a sign-in page; then the server
 * two of them share, told of the first in the list; then the service one is a part of.
 */
export function explain(services: readonly Judged[]): Explanation {
  const by = new Map<string, string>();
  const shared = sharedCause(services.filter((one) => one.checked && !one.local));
  for (const id of shared?.ids ?? []) by.set(id, 'network');
  for (const [index, one] of services.entries()) {
    if (by.has(one.id) || one.broken === null) continue;
    const cause = services.slice(0, index).find((other) => explains(other, one));
    if (cause) by.set(one.id, by.get(cause.id) ?? cause.id);
  }
  return { network: shared?.error ?? null, by };
}

interface Shared {
  readonly error: AppError;
  readonly ids: readonly string[];
}

function sharedCause(remote: readonly Judged[]): Shared | null {
  return (
    // One service is enough: that there is no network is seen on this computer.
    allBroken(remote, 1, ({ broken }) => broken?.link === 'network') ??
    allBroken(
      remote.filter(({ named, proxied }) => named && !proxied),
      2,
      ({ broken }) => broken?.link === 'dns',
    ) ??
    allBroken(
      remote.filter(({ proxied }) => proxied),
      2,
      ({ broken }) => broken?.link === 'dns' || broken?.link === 'tcp',
    ) ??
    captivePortal(remote.filter(({ proxied }) => !proxied))
  );
}

/**
 * Servers that worked and have all become somebody else at once: a network that wants to be signed in to. One alone may
 * have changed itself, so there it takes an answer that says so; it may be that of a server nobody has reached before,
 * whose word counts for one that shows no page, because over https there is only another's certificate to be seen.
 */
function captivePortal(direct: readonly Judged[]): Shared | null {
  const saidSo = direct.some(({ signInPage }) => signInPage) && direct.some(({ worked }) => worked);
  const found =
    allBroken(direct, 2, ({ worked, intercepted }) => worked && intercepted) ??
    allBroken(direct, 1, ({ worked, intercepted, signInPage }) => saidSo && (signInPage || (worked && intercepted)));
  if (found === null) return null;
  const message = 'a page or a certificate of somebody else in place of every server';
  return { ...found, error: appError('protocol', message, { reason: 'captivePortal', retryable: true }) };
}

const FOREIGN_CERTIFICATE: ReadonlySet<string> = new Set([
  'certificateUnknownIssuer',
  'certificateSelfSigned',
  'certificateHostname',
  'certificateChanged',
]);

/** RFC 6585: the network wants to be signed in to. No server says it of itself. */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

export function isSignInPage(broken: Judged['broken'], ledAway: boolean): boolean {
  const { reason, status } = broken?.error ?? {};
  return status === NETWORK_AUTHENTICATION_REQUIRED || (reason === 'redirect' && ledAway);
}

/** What a sign-in page of a network looks like from here: a certificate of its own, or a page where http is plain. */
export function isForeignAnswer(address: string, broken: Judged['broken']): boolean {
  const reason = broken?.error.reason ?? '';
  if (broken?.link === 'tls') return FOREIGN_CERTIFICATE.has(reason);
  return broken?.link === 'service' && address.startsWith('http:') && (reason === 'html' || reason === 'redirect');
}

/** The cause when it holds for all, and they are on so many servers: a single one may well be its own fault. */
function allBroken(services: readonly Judged[], hosts: number, holds: (one: Judged) => boolean): Shared | null {
  const error = services[0]?.broken?.error;
  if (!error || !services.every(holds)) return null;
  if (new Set(services.map(({ host }) => host)).size < hosts) return null;
  return { error, ids: services.map(({ id }) => id) };
}

function explains(other: Judged, one: Judged): boolean {
  if (other.broken === null || other.broken.link !== one.broken?.link) return false;
  if (one.partOf === other.id) return LINKS.indexOf(one.broken.link) <= LINKS.indexOf('access');
  switch (one.broken.link) {
    case 'network':
    case 'dns':
      return one.host === other.host;
    case 'tcp':
    case 'tls':
      return one.origin === other.origin;
    case 'http':
      // With an answer in hand, it is the path that counts: a front end may lead each to another program.
      return one.origin === other.origin && one.broken.error.status === undefined;
    default:
      return false;
  }
}
