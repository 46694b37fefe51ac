import type { SourceModels } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { ok, type Result } from '../errors.ts';

/** What a source answers when it is asked for its models. */
export type ListedModels = Pick<SourceModels, 'models' | 'details'>;

/** The last list of a source that held something. */
export interface KeptModels extends ListedModels {
  /** Epoch, ms. */
  readonly fetchedAt: number;
}

export interface ModelLists {
  /**
   * Asks the source at most once a minute, unless `refresh`. Where asking fails, the list kept is the answer; with
   * `refresh`, or without a list, the failure is. On a metered connection a list that is kept is asked for again only
   * with `refresh`.
   */
  get(request: { id: string; refresh: boolean }): Promise<Result<SourceModels>>;
  /** What was asked before says nothing about this source any more. */
  reset(id: string): void;
}

interface ModelListDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly metered: () => boolean;
  readonly ask: (id: string) => Promise<Result<ListedModels>>;
  readonly kept: (id: string) => KeptModels | null;
  readonly keep: (id: string, models: KeptModels) => void;
}

type Outcome = Result<ListedModels>;

/** The listing counts against the limit on requests of a gateway. */
const QUIET_MS = 60_000;

/**
 * The models of sources. A gateway answers with an empty list whenever its cache is cold, so an empty answer never takes
 * the place of the last list that held something.
 */
export function createModelLists({ clock, metered, ask, kept, keep }: ModelListDeps): ModelLists {
  const asked = new Map<string, { readonly at: number; done: boolean; readonly outcome: Promise<Outcome> }>();

  function outcomeOf(id: string, refresh: boolean): Promise<Outcome> {
    const last = asked.get(id);
    if (last && (!last.done || (!refresh && clock.now() - last.at < QUIET_MS))) return last.outcome;
    const turn = { at: clock.now(), done: false, outcome: ask(id).then(take) };
    asked.set(id, turn);
    return turn.outcome;

    function take(outcome: Outcome): Outcome {
      turn.done = true;
      // A source that has meanwhile been changed, or removed, is not the one that answered.
      const current = asked.get(id) === turn;
      if (current && outcome.ok && outcome.value.models.length > 0) {
        keep(id, { ...outcome.value, fetchedAt: clock.now() });
      }
      return outcome;
    }
  }

  return {
    async get({ id, refresh }) {
      const before = kept(id);
      if (before && metered() && !refresh) return ok({ ...before, emptyNow: false });
      const outcome = await outcomeOf(id, refresh);
      const list = kept(id);
      if (!outcome.ok) return list && !refresh ? ok({ ...list, emptyNow: false }) : outcome;
      const known = list ?? { models: [], details: [], fetchedAt: null };
      return ok({ ...known, emptyNow: outcome.value.models.length === 0 });
    },
    reset: (id) => void asked.delete(id),
  };
}
