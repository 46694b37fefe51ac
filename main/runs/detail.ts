import type { RunDetail } from '../../preload/contract.ts';
import type { Run } from './run.ts';
import { summarise } from './summary.ts';

/** All a window may know of a run; what only the driver needs stays here. */
export function detailOf(run: Run, revision: number): RunDetail {
  return {
    run: summarise(run),
    prompt: run.prompt,
    earlier: run.earlier,
    items: run.items,
    interrupts: run.interrupts,
    sharedState: run.sharedState,
    usage: run.usage,
    result: run.result,
    media: run.media,
    events: run.events,
    faults: run.faults,
    revision,
  };
}
