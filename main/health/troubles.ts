import type { AppError, LinkName, ServiceHealth, ServiceKind } from '../../preload/contract.ts';

/** A service in use that is broken, and not by the fault of another one. */
export interface Trouble {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly name: string;
  readonly since: number;
  readonly link: LinkName;
  readonly error: AppError;
}

/** What the tray says about the services. */
export interface Troubles {
  /** Since when this computer has no network; `null` while it has. */
  readonly offlineSince: number | null;
  readonly services: readonly Trouble[];
}

export const NO_TROUBLES: Troubles = { offlineSince: null, services: [] };

/** What is to be told of a service that went down or came back. */
export interface TroubleReporter {
  down(trouble: Trouble): void;
  up(service: Pick<Trouble, 'id' | 'name'>): void;
}

export interface Edges {
  /**
   * Takes the troubles of now. `quiet`: nobody is to be told of the new ones, not even when they end: the program has
   * just started, or the computer has just woken up.
   */
  take(troubles: readonly Trouble[], healthy: (id: string) => boolean, quiet: (id: string) => boolean): void;
}

/** Tells of each trouble once when it begins and once when it is over. */
export function createEdges(told: TroubleReporter): Edges {
  const open = new Map<string, { readonly name: string; readonly told: boolean }>();

  return {
    take(troubles, healthy, quiet) {
      for (const trouble of troubles) {
        if (open.has(trouble.id)) continue;
        const silent = quiet(trouble.id);
        open.set(trouble.id, { name: trouble.name, told: !silent });
        if (!silent) told.down(trouble);
      }
      for (const [id, { name, told: wasTold }] of open) {
        if (troubles.some((trouble) => trouble.id === id) || !healthy(id)) continue;
        open.delete(id);
        if (wasTold) told.up({ id, name });
      }
    },
  };
}

/** The trouble with a service, if it is one of its own. */
export function troubleOf(service: ServiceHealth, error: AppError | undefined): Trouble | null {
  const { id, kind, name, state, since, broken, explainedBy } = service;
  if (state !== 'broken' || broken === null || explainedBy !== null || !error) return null;
  return { id, kind, name, since, link: broken, error };
}
