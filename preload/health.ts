/** The health of the services. Part of `contract.ts`. */
import type { AnswerSourceKind, AppError } from './contract.ts';

export type ServiceKind = 'halext' | 'halextAi' | 'openWebui' | 'gateway' | 'agui' | AnswerSourceKind;

/** The links of a chain, in order: each needs the one before. */
export type LinkName = 'network' | 'dns' | 'tcp' | 'tls' | 'http' | 'service' | 'access' | 'usable';

export interface HealthLink {
  readonly name: LinkName;
  /** `notNeeded`: e.g. encryption on loopback. `notChecked`: an earlier link is broken, or nothing can be learnt. */
  readonly verdict: 'good' | 'slow' | 'broken' | 'notNeeded' | 'notChecked';
  readonly ms: number | null;
  /** A fact for the person, untrusted: an address, a version, a model. */
  readonly fact: string | null;
  readonly error: AppError | null;
}

export type HealthState = 'good' | 'slow' | 'broken' | 'unknown';

/** What a person can do about a broken link; one button. */
export type Remedy =
  | 'retry'
  | 'openSettings'
  | 'signInAgain'
  | 'openInBrowser'
  | 'lookAtCertificate'
  | 'enterProxyPassword'
  | 'copyForAdministrator';

export interface ServiceHealth {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly name: string;
  readonly address: string;
  readonly demo: boolean;
  /** With hysteresis: two failures to break, one success to be good. */
  readonly state: HealthState;
  readonly since: number;
  readonly checkedAt: number | null;
  readonly nextAt: number | null;
  readonly checking: boolean;
  readonly links: readonly HealthLink[];
  /** The first broken link, whatever the hysteresis says. */
  readonly broken: LinkName | null;
  readonly remedy: Remedy | null;
  /** Id of the service whose broken link explains this one (or `network`): told there, folded here. */
  readonly explainedBy: string | null;
  readonly latencyMs: number | null;
  readonly version: string | null;
  readonly lastGoodAt: number | null;
  readonly lastError: { readonly at: number; readonly error: AppError } | null;
  /** Round-trip of the last hour's checks, oldest first. */
  readonly latency: readonly { readonly at: number; readonly ms: number | null }[];
  /** 48 half hours, oldest first; `null` was not measured. */
  readonly day: readonly ({ readonly good: number; readonly slow: number; readonly broken: number } | null)[];
}

export interface HealthReport {
  readonly services: readonly ServiceHealth[];
  /** What all of this computer's connections have in common is broken: said once, over the services. */
  readonly network: { readonly broken: boolean; readonly since: number; readonly error: AppError | null };
  /** How far this computer's clock is ahead of the servers' (behind: negative), ms; 0 while that is within two minutes. */
  readonly clockAheadMs: number;
  /** Milliseconds between two rounds at the moment. */
  readonly everyMs: number;
}
