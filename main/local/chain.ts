import type { AnswerTarget, LocalAnswer, Turn } from '../../preload/contract.ts';
import { HALEXT_TARGET } from '../answers/desk.ts';
import { type AppError, appError } from '../errors.ts';
import { type AskDeps, type Asking, askSource } from './ask.ts';
import { type Crossings, crossingTo } from './crossing.ts';
import type { SourceGlance } from './facts.ts';
import type { LiveAnswer } from './live.ts';

export interface ChainDeps extends AskDeps {
  readonly crossings: Pick<Crossings, 'has'>;
  /** `null`: not known without opening it, or there is no such source any more. */
  readonly glance: (sourceId: string) => SourceGlance | null;
}

export interface ChainOptions {
  readonly targets: readonly AnswerTarget[];
  readonly turns: readonly Turn[];
  readonly cache: Asking['cache'];
}

/**
 * Asks one after the other until one says something. Never asks on the public internet after one nearby did not answer
 * unless the person has allowed it. The answer is settled when this resolves.
 */
export async function askChain(
  deps: ChainDeps,
  live: LiveAnswer,
  { targets, turns, cache }: ChainOptions,
): Promise<void> {
  for (const [index, target] of targets.entries()) {
    const opened = await deps.desk.open(target.sourceId);
    if (live.signal.aborted) return live.settle({ kind: 'stopped' });
    let error: AppError;
    if (opened.ok) {
      const crossing = crossingTo(deps.crossings, nearbyBefore(deps, live.facts().tried), target, opened.value);
      if (crossing) return live.settle(crossing);
      const { name: sourceName, demo } = opened.value;
      live.change({ target, sourceName, demo });
      const outcome = await askSource(deps, live, { open: opened.value, target, turns, cache });
      if (outcome.kind === 'ended') return live.settle(outcome.state, outcome.facts);
      error = outcome.error;
    } else {
      const glance = deps.glance(target.sourceId);
      live.change({ target, sourceName: glance?.name ?? '', demo: glance?.demo ?? false });
      error = opened.error;
    }
    if (index === targets.length - 1) return live.settle({ kind: 'failed', error });
    const { sourceName, tried } = live.facts();
    live.change({ tried: [...tried, { target, sourceName, error }], leftOut: 0 });
  }
  return live.settle({
    kind: 'failed',
    error: appError('validation', 'nobody is set up to answer', { reason: 'noChain' }),
  });
}

/**
 * Those that were asked before and are nearby. One that is not there any more may have been: it counts, because the
 * question is asked once too often rather than never.
 */
export function nearbyBefore({ glance }: Pick<ChainDeps, 'glance'>, tried: LocalAnswer['tried']): string[] {
  return tried.map(({ target }) => target.sourceId).filter((id) => glance(id)?.nearby ?? id !== HALEXT_TARGET);
}
