import { aggregateTokenUsage, type TokenUsage } from '@ag-ui/core';
import type { RunUsage } from '../../../preload/contract.ts';

const COUNTS = [
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'reasoningTokens',
  'cachedInputTokens',
  'cacheWriteInputTokens',
] as const;

/** What was reported so far together with what came now: one entry per provider and model; `null`: not reported. */
export function addUsage(before: readonly RunUsage[], reported: readonly TokenUsage[]): RunUsage[] {
  const all = [...before.map(toWire), ...reported];
  return aggregateTokenUsage(all).map((entry) => ({
    provider: entry.provider ?? null,
    model: entry.model ?? null,
    inputTokens: entry.inputTokens ?? null,
    outputTokens: entry.outputTokens ?? null,
    totalTokens: entry.totalTokens ?? null,
    reasoningTokens: entry.reasoningTokens ?? null,
    cachedInputTokens: entry.cachedInputTokens ?? null,
    cacheWriteInputTokens: entry.cacheWriteInputTokens ?? null,
  }));
}

function toWire(entry: RunUsage): TokenUsage {
  const wire: TokenUsage = {};
  if (entry.provider !== null) wire.provider = entry.provider;
  if (entry.model !== null) wire.model = entry.model;
  for (const key of COUNTS) {
    const count = entry[key];
    if (count !== null) wire[key] = count;
  }
  return wire;
}
