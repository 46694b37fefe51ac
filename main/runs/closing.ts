import type { RunItem } from '../../preload/contract.ts';
import { assertNever } from '../errors.ts';
import type { RunEnd } from './events.ts';

/** The items of a run that has ended: none is open, and none claims to be still at work. Sound ones stay as they are. */
export function closeItems(items: readonly RunItem[], how: RunEnd, at: number): readonly RunItem[] {
  return items.map((item) => {
    const endedAt = item.endedAt ?? Math.max(at, item.at);
    switch (item.kind) {
      case 'message':
        return item.endedAt === null ? { ...item, endedAt, broken: item.broken || how.kind === 'lost' } : item;
      case 'tool':
        if (item.status !== 'streaming' && item.status !== 'executing') break;
        return { ...item, endedAt, status: 'unanswered' };
      case 'subagent':
        if (item.status !== 'running') break;
        return { ...item, endedAt, status: how.kind === 'succeeded' ? 'done' : 'failed' };
      case 'reasoning':
      case 'step':
      case 'activity':
      case 'moment':
        break;
      default:
        return assertNever(item);
    }
    return item.endedAt === null ? { ...item, endedAt } : item;
  });
}
