import type { Clock } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { nearMatches } from './near.ts';
import type { SourceModel } from './source.ts';

/** The links of the chain, in the order in which they are looked at. */
export const TEST_STEPS = ['address', 'reachable', 'service', 'authorised', 'model', 'answer'] as const;
export type TestStep = (typeof TEST_STEPS)[number];

export interface StepReport {
  readonly step: TestStep;
  readonly verdict: StepVerdict;
  readonly ms: number;
}

export type StepVerdict =
  | { readonly kind: 'passed' }
  /** The error's kind and reason choose the remedy. `near`: ids of models like the wanted one, best first. */
  | { readonly kind: 'failed'; readonly error: AppError; readonly near: readonly string[] }
  /** `earlier`: a link before it is broken; `notNeeded`: this source works without. */
  | { readonly kind: 'skipped'; readonly reason: 'earlier' | 'notNeeded' };

export type TestReport = readonly StepReport[];

/** Is told each step as it begins and ends. */
export interface TestSink {
  started(step: TestStep): void;
  finished(report: StepReport): void;
}

/** One link: an error breaks the chain. */
export type Check = () => Promise<Result<'passed' | 'notNeeded'> & { readonly near?: readonly string[] }>;

export const PASSED = ok('passed' as const);
export const NOT_NEEDED = ok('notNeeded' as const);

/** Looks at the links in their order; after the first broken one the others are skipped. */
export async function runTest(
  checks: Readonly<Record<TestStep, Check>>,
  sink: TestSink,
  clock: Pick<Clock, 'now'>,
): Promise<TestReport> {
  const reports: StepReport[] = [];
  let broken = false;
  for (const step of TEST_STEPS) {
    sink.started(step);
    const began = clock.now();
    const verdict: StepVerdict = broken ? { kind: 'skipped', reason: 'earlier' } : await verdictOf(checks[step]);
    broken ||= verdict.kind === 'failed';
    const report = { step, verdict, ms: clock.now() - began };
    reports.push(report);
    sink.finished(report);
  }
  return reports;
}

async function verdictOf(check: Check): Promise<StepVerdict> {
  const result = await check();
  if (!result.ok) return { kind: 'failed', error: result.error, near: result.near ?? [] };
  return result.value === 'passed' ? { kind: 'passed' } : { kind: 'skipped', reason: 'notNeeded' };
}

/** Whether the address can be used at all, as its kind reads it. */
export function checkAddress(read: Result<string>): Check {
  return async () => (read.ok ? PASSED : read);
}

/**
 * Whether a model is in the list, by its exact name. Errors: `validation`/`noModel` when none is chosen though one is
 * needed; `notFound`/`unknownModel`, `notFound`/`noModels` when the list is empty, `notFound`/`inactiveModel`.
 */
export async function checkModel(
  wanted: string | null,
  models: readonly SourceModel[],
  needed: boolean,
): ReturnType<Check> {
  if (wanted === null) {
    return needed ? fail(appError('validation', 'no model is chosen', { reason: 'noModel' })) : NOT_NEEDED;
  }
  if (models.length === 0) return fail(appError('notFound', 'the server lists no model', { reason: 'noModels' }));
  const found = models.find(({ id }) => id === wanted);
  if (found?.active) return PASSED;
  if (found) return fail(appError('notFound', 'the model is switched off', { reason: 'inactiveModel' }));
  const near = nearMatches(
    wanted,
    models.map(({ id }) => id),
  );
  return { ...fail(appError('notFound', 'the model is not in the list', { reason: 'unknownModel' })), near };
}
