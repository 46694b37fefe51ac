import type { Interrupt, RunItem, RunState, RunSummary, RunUsage } from '../../preload/contract.ts';
import type { Run } from './run.ts';
import { isSimple } from './simple.ts';

/** Length of the line of text a list shows, in UTF-16 units. */
const LINE = 200;

/** A run as lists show it. */
export function summarise(run: Run): RunSummary {
  return {
    id: run.id,
    kind: run.kind,
    sourceId: run.sourceId,
    sourceName: run.sourceName,
    demo: run.demo,
    model: run.model,
    title: run.title,
    state: run.state,
    contact: run.contact,
    startedAt: run.startedAt,
    lastNewsAt: run.lastNewsAt,
    endedAt: run.endedAt,
    ...stepsOf(run.items),
    preview: previewOf(run.state, run.result),
    asks: asksOf(run.interrupts),
    conversationId: run.conversationId,
    previousId: run.previousId,
    unseen: run.unseen,
    tokens: tokensOf(run.usage),
  };
}

/** A text as one line: the first words of it, white space folded. */
export function firstLine(text: string): string {
  return text
    .slice(0, LINE * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LINE)
    .toWellFormed();
}

/** The step that began last and is not over, and how many have begun. */
function stepsOf(items: readonly RunItem[]): Pick<RunSummary, 'step' | 'steps'> {
  let step: string | null = null;
  let steps = 0;
  for (const item of items) {
    if (item.kind !== 'step') continue;
    steps += 1;
    if (item.endedAt === null) step = item.name;
  }
  return { step, steps };
}

/** What a source said of its failure comes before what it had answered until then. */
function previewOf(state: RunState, result: string | null): string | null {
  const failure = state.kind === 'failed' ? firstLine(state.message) : '';
  return failure || firstLine(result ?? '') || null;
}

function asksOf(interrupts: readonly Interrupt[]): RunSummary['asks'] {
  const first = interrupts[0];
  if (!first) return null;
  const ends = interrupts.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
  return {
    count: interrupts.length,
    expiresAt: ends.length === 0 ? null : Math.min(...ends),
    title: firstLine(first.message ?? '') || firstLine(first.toolName ?? '') || firstLine(first.reason),
    simple: interrupts.every(isSimple),
  };
}

/** The sum of what was reported: totals where there are, else input and output. */
function tokensOf(usage: readonly RunUsage[]): number | null {
  const reported = usage.flatMap(({ totalTokens, inputTokens, outputTokens }) => {
    if (totalTokens !== null) return [totalTokens];
    return inputTokens === null && outputTokens === null ? [] : [(inputTokens ?? 0) + (outputTokens ?? 0)];
  });
  return reported.length === 0 ? null : reported.reduce((sum, tokens) => sum + tokens, 0);
}
