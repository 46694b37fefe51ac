import type { TestStepReport } from '../../preload/contract.ts';
import type { Emit } from '../emit.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { Sources } from '../sources/index.ts';
import { answersQuestions } from '../sources/kinds.ts';
import { TEST_STEPS, type TestSink, type TestStep } from './connection-test.ts';
import type { AnswerDesk } from './desk.ts';

type Steps = readonly TestStepReport[];

/** Connection tests of the sources of answers, one at a time for each. */
export interface TestDesk {
  /**
   * Looks at each link and tells topic `sourceTest` while it looks; who asks meanwhile gets the same test. It ends, as
   * `cancelled`, when it is stopped or when the source is changed or removed. Errors: `notFound`/`source`;
   * `validation`/`noTest` for an agent, to whom a test would be a task; those of the keychain.
   */
  test(id: string): Promise<Result<Steps>>;
  stop(id: string): void;
  /** Ends them all and follows no source any more. */
  close(): void;
}

export interface TestDeskDeps {
  readonly sources: Pick<Sources, 'get' | 'subscribe'>;
  readonly desk: Pick<AnswerDesk, 'open'>;
  readonly emit: Emit;
}

interface Running {
  readonly control: AbortController;
  readonly outcome: Promise<Result<Steps>>;
}

export function createTestDesk({ sources, desk, emit }: TestDeskDeps): TestDesk {
  const running = new Map<string, Running>();

  /** A source that has changed is another one: what is seen of the old one is told no more. */
  const unsubscribe = sources.subscribe((id) => {
    const test = running.get(id);
    running.delete(id);
    test?.control.abort();
  });

  async function run(id: string, { signal }: AbortController, isCurrent: () => boolean): Promise<Result<Steps>> {
    const opened = await desk.open(id);
    if (!opened.ok) return opened;
    const steps = createSteps((now) => {
      if (isCurrent()) emit('sourceTest', { id, steps: now });
    });
    await opened.value.source.test(steps.sink, signal);
    return ok(steps.all());
  }

  return {
    test(id) {
      const known = running.get(id);
      if (known) return known.outcome;
      const source = sources.get(id);
      if (!source) return Promise.resolve(fail(appError('notFound', 'no such source', { reason: 'source' })));
      if (!answersQuestions(source)) {
        return Promise.resolve(fail(appError('validation', 'an agent is not tested', { reason: 'noTest' })));
      }
      const control = new AbortController();
      const isCurrent = () => running.get(id)?.control === control;
      const outcome = run(id, control, isCurrent).finally(() => {
        if (isCurrent()) running.delete(id);
      });
      running.set(id, { control, outcome });
      return outcome;
    },
    stop: (id) => running.get(id)?.control.abort(),
    close() {
      unsubscribe();
      for (const { control } of running.values()) control.abort();
      running.clear();
    },
  };
}

/** The steps as they stand; `tell` gets a new list with each change. */
function createSteps(tell: (steps: Steps) => void): { sink: TestSink; all: () => Steps } {
  let steps: Steps = TEST_STEPS.map((step) => ({ step, verdict: { kind: 'waiting' }, ms: null }));
  const put = (report: TestStepReport) => {
    steps = steps.map((each) => (each.step === report.step ? report : each));
    tell(steps);
  };
  return {
    all: () => steps,
    sink: {
      started: (step: TestStep) => put({ step, verdict: { kind: 'running' }, ms: null }),
      finished: put,
    },
  };
}
