import type { ServiceKind } from '../../preload/contract.ts';
import type { Owner } from './chain.ts';
import type { Seen } from './probes/answer.ts';

/** A service of the list, without how it is. */
export interface Service {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly name: string;
  readonly address: string;
  readonly owner: Owner;
  /** The service it is a part of. */
  readonly partOf: string | null;
}

/** Services that are checked together, by the same requests, at one server. */
export interface Target {
  /** Another text means other services, another address or other secrets: what is known of the old ones is void. */
  readonly key: string;
  readonly address: string;
  readonly services: readonly Service[];
  /**
   * What a check saw of each service; one that is left out could not be judged. `whole`: also what only changes when
   * somebody installs something else.
   */
  check(how: { readonly whole: boolean; readonly signal: AbortSignal }): Promise<ReadonlyMap<string, Seen>>;
}
