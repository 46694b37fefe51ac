import { createHash } from 'node:crypto';
import type { ForeignFormat } from '../../preload/contract.ts';
import type { ForeignNode } from './foreign.ts';

/** A key for a conversation that has no id: what it begins with, as far as that never changes when it goes on. */
export function fallbackKey(format: ForeignFormat, title: string, nodes: readonly ForeignNode[]): string {
  const first = nodes.find((node) => node.message !== null);
  const begins = [title, first?.id ?? '', first?.message?.at ?? null, first?.message?.text ?? ''];
  return `${format}:${createHash('sha256').update(JSON.stringify(begins)).digest('hex')}`;
}
