import type { AnswerState, AnswerTarget } from '../../preload/contract.ts';
import type { OpenSource } from '../answers/desk.ts';
import type { Result } from '../errors.ts';

/** Where a person has allowed questions to go after a source nearby did not answer. */
export interface Crossings {
  has(from: string, to: string): boolean;
  add(from: string, to: string): Result<null>;
}

/** The state of an answer that waits for the person; `null` when this source may be asked. */
export function crossingTo(
  crossings: Pick<Crossings, 'has'>,
  nearby: readonly string[],
  target: AnswerTarget,
  open: OpenSource,
): Extract<AnswerState, { kind: 'crossing' }> | null {
  if (open.nearby) return null;
  const host = hostOf(open.source.identity.address);
  if (nearby.every((from) => crossings.has(from, placeOf(target.sourceId, host)))) return null;
  return { kind: 'crossing', to: target, toName: open.name, host };
}

/** The person has said yes. It holds as long as the source leads to the same host. */
export function allowCrossing(
  crossings: Pick<Crossings, 'add'>,
  from: readonly string[],
  { to, host }: Extract<AnswerState, { kind: 'crossing' }>,
): void {
  for (const id of from) crossings.add(id, placeOf(to.sourceId, host));
}

function placeOf(sourceId: string, host: string): string {
  return `${sourceId} ${host}`;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
