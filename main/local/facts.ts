import type { AnswerSource, AnswerTarget, Cost, LocalAnswer } from '../../preload/contract.ts';
import type { Usage } from '../answers/source.ts';

/** What is known of a source without opening it. */
export interface SourceGlance {
  readonly name: string;
  readonly demo: boolean;
  /** This computer or a private network. */
  readonly nearby: boolean;
}

/** An answer nobody has given anything of yet. */
export function askingFacts(target: AnswerTarget, glance: SourceGlance | null, now: number): LocalAnswer {
  return {
    state: { kind: 'asking', since: now },
    target,
    sourceName: glance?.name ?? '',
    demo: glance?.demo ?? false,
    reasoning: '',
    tried: [],
    leftOut: 0,
    cached: false,
    tokens: { input: null, output: null },
    firstMs: null,
    totalMs: null,
    cost: null,
  };
}

/** `null` unless prices and both numbers of tokens are known. */
export function costOf(prices: AnswerSource['prices'], usage: Usage | null): Cost | null {
  if (prices === null || usage === null || usage.input === null || usage.output === null) return null;
  const amount = (usage.input * prices.input + usage.output * prices.output) / 1_000_000;
  return { amount, currency: prices.currency };
}

export function sameTarget(a: AnswerTarget, b: AnswerTarget): boolean {
  return a.sourceId === b.sourceId && a.model === b.model;
}
