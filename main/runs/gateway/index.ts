import type { Clock, NewId, Random } from '../../clock.ts';
import { appError, assertNever, fail, type Result } from '../../errors.ts';
import type { GatewayClient, SubmitOutcome } from '../../gateway/client.ts';
import { readModelId } from '../../gateway/model-id.ts';
import type { SourceAccess, Sources } from '../../sources/index.ts';
import type { RunBook, RunDriver } from '../driver.ts';
import type { Run } from '../run.ts';
import { startTimes } from './schedule.ts';
import { createTeller } from './tell.ts';
import { createSourceWatch, type SourceWatch } from './watch.ts';

/** At the end of the program, a submit on its way is given this long to say its task id. Without it the run is lost. */
const CLOSE_GRACE = 2_000;

export interface GatewayDriverDeps {
  readonly book: RunBook;
  readonly sources: Pick<Sources, 'access'>;
  readonly client: GatewayClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
}

/**
 * Runs of the agent gateway: sent once, then asked for until they end. The gateway says nothing of its own accord, cannot
 * be told to stop, and asks nothing of a person.
 */
export function createGatewayDriver(deps: GatewayDriverDeps): RunDriver {
  const { book, sources, client, clock, newId } = deps;
  const tell = createTeller(book, clock);
  const watches = new Map<string, SourceWatch>();
  const submits = new Map<number, { readonly stop: AbortController; readonly done: Promise<void> }>();
  const accesses = createAccessCache(sources);
  const awake = createStopwatch(clock);

  function watchOf({ sourceId, demo }: Run): SourceWatch {
    const known = watches.get(sourceId);
    if (known) return known;
    const { random } = deps;
    const access = () => accesses.get(sourceId);
    const made = createSourceWatch({ client, access, tell, clock, random, listened: awake.elapsed, demo });
    watches.set(sourceId, made);
    return made;
  }

  async function send(run: Run, stop: AbortController): Promise<void> {
    const outcome = await submitOnce(run, stop.signal);
    submits.delete(run.id);
    // Stopped or deleted meanwhile: whatever became of it, nobody is to be told any more.
    if (book.get(run.id) === null) return;
    switch (outcome.kind) {
      case 'accepted':
        tell.accepted(run.id, outcome.taskId);
        watchOf(run).heard();
        watchOf(run).add({ id: run.id, taskId: outcome.taskId, startedAt: run.startedAt });
        break;
      case 'answered':
        tell.answered(run.id, outcome.text);
        watches.get(run.sourceId)?.heard();
        break;
      case 'refused':
        tell.refused(run.id, outcome.error);
        break;
      case 'uncertain':
        tell.uncertain(run.id, outcome.error);
        break;
      default:
        return assertNever(outcome);
    }
  }

  async function submitOnce(run: Run, signal: AbortSignal): Promise<SubmitOutcome> {
    const access = await accesses.get(run.sourceId);
    if (!access.ok) return { kind: 'refused', error: access.error };
    const model = modelOf(run, access.value);
    if (model === null) return { kind: 'refused', error: appError('validation', 'no model', { reason: 'model' }) };
    const turns = [...run.earlier, { role: 'user' as const, text: run.prompt }];
    tell.submitting(run.id, model, turns.length);
    return client.submit(access.value, { model, turns, sid: `companion-${newId()}` }, { signal });
  }

  return {
    submit(run) {
      if (submits.has(run.id)) return;
      const stop = new AbortController();
      submits.set(run.id, { stop, done: send(run, stop) });
    },

    recover(runs) {
      const times = startTimes(clock.now(), runs.length);
      for (const [index, run] of runs.entries()) {
        const { id, remoteId, startedAt } = run;
        // The program ended between sending and hearing the answer.
        if (remoteId === null) tell.lost(id, 'submit');
        else watchOf(run).add({ id, taskId: remoteId, startedAt }, times[index]);
      }
    },

    stop({ id, sourceId }) {
      tell.cancelled(id);
      submits.get(id)?.stop.abort();
      watches.get(sourceId)?.drop(id);
    },

    check: ({ id, sourceId }) => watches.get(sourceId)?.check(id),

    answer: async () => fail(appError('validation', 'the gateway asks nothing', { reason: 'notAsked' })),

    power(state) {
      if (state === 'asleep') awake.pause();
      else awake.resume();
      for (const watch of watches.values()) state === 'asleep' ? watch.asleep() : watch.awake();
    },

    sourceChanged(sourceId) {
      accesses.forget(sourceId);
      watches.get(sourceId)?.changed();
    },

    async close() {
      for (const watch of watches.values()) watch.close();
      const sent = [...submits.values()];
      if (sent.length === 0) return;
      const giveUp = clock.after(CLOSE_GRACE, () => {
        for (const { stop } of sent) stop.abort();
      });
      await Promise.all(sent.map(({ done }) => done));
      giveUp();
      for (const watch of watches.values()) watch.close();
    },
  };
}

/** The run's model, or else that of its source, as the gateway names it. */
function modelOf(run: Run, { source }: SourceAccess): string | null {
  const wanted = run.model ?? (source.kind === 'gateway' ? source.model : null);
  return wanted === null ? null : readModelId(wanted);
}

/** The keychain is asked once, and again after a source has changed. */
function createAccessCache(sources: Pick<Sources, 'access'>) {
  const known = new Map<string, Promise<Result<SourceAccess>>>();
  return {
    async get(sourceId: string): Promise<Result<SourceAccess>> {
      const asked = known.get(sourceId) ?? sources.access(sourceId);
      known.set(sourceId, asked);
      const access = await asked;
      if (!access.ok && known.get(sourceId) === asked) known.delete(sourceId);
      return access;
    },
    forget: (sourceId: string) => known.delete(sourceId),
  };
}

/** Time without the time it was paused, ms. */
function createStopwatch(clock: Pick<Clock, 'now'>) {
  let lost = 0;
  let pausedAt: number | null = null;
  return {
    elapsed: () => (pausedAt ?? clock.now()) - lost,
    pause() {
      pausedAt ??= clock.now();
    },
    resume() {
      if (pausedAt !== null) lost += clock.now() - pausedAt;
      pausedAt = null;
    },
  };
}
