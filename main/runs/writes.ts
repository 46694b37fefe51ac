import type { Delta } from './changes.ts';
import type { Run } from './run.ts';
import type { Slot } from './sql/parts.ts';
import type { RunRow } from './sql/rows.ts';
import type { Write } from './sql/save.ts';
import { summarise } from './summary.ts';

/** What lists show of a run, and what is found again by. */
export function rowOf(run: Run): RunRow {
  return { summary: summarise(run), remoteId: run.remoteId };
}

/** Stores what has changed. */
export function writesOf(run: Run, delta: Delta): Write[] {
  return [
    ...(delta.removed.length > 0 ? [{ kind: 'remove', itemIds: delta.removed } as const] : []),
    ...delta.items.map((item) => putItem(item)),
    ...delta.appended.map(({ itemId, field, text }) => ({ kind: 'append', itemId, field, text }) as const),
    ...[...delta.fields].map((field) => put(field, run[field])),
  ];
}

/** Stores all of a run, whatever is there already. */
export function wholeRun(run: Run): Write[] {
  return [
    { kind: 'clear' },
    put('prompt', run.prompt),
    put('earlier', run.earlier),
    put('memory', run.memory),
    put('interrupts', run.interrupts),
    put('sharedState', run.sharedState),
    put('usage', run.usage),
    put('result', run.result),
    put('media', run.media),
    ...run.items.map((item) => putItem(item)),
  ];
}

function put(slot: Exclude<Slot, 'item'>, value: unknown): Write {
  const empty = value === undefined || (Array.isArray(value) && value.length === 0);
  return { kind: 'put', place: { slot, itemId: '' }, value: empty ? null : value };
}

function putItem(item: Run['items'][number]): Write {
  return { kind: 'put', place: { slot: 'item', itemId: item.id }, value: item };
}
