import type { Commands, RunSummary } from '../../preload/contract.ts';
import { appError, fail, type Result } from '../errors.ts';

type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;
type Request<C extends keyof Commands> = Commands[C]['request'];

/** The runs of agents: what windows ask for, and the engines behind it. */
export interface Runs {
  /** Reads what is under way and goes on with it. */
  start(): Promise<void>;
  list(request: Request<'runs.list'>): Reply<'runs.list'>;
  open(request: Request<'runs.open'>, windowId: number): Reply<'runs.open'>;
  closed(request: Request<'runs.close'>, windowId: number): void;
  begin(request: Request<'runs.start'>): Reply<'runs.start'>;
  again(request: Request<'runs.again'>): Reply<'runs.again'>;
  stop(request: Request<'runs.stop'>): Reply<'runs.stop'>;
  check(request: Request<'runs.check'>): Reply<'runs.check'>;
  answer(request: Request<'runs.answer'>): Reply<'runs.answer'>;
  remove(request: Request<'runs.delete'>): Reply<'runs.delete'>;
  attach(request: Request<'runs.attach'>): Reply<'runs.attach'>;
  events(request: Request<'runs.events'>): Reply<'runs.events'>;
  export(request: Request<'runs.export'>): Reply<'runs.export'>;
  /** The runs under way, and those that ended or began to wait unseen. */
  current(): readonly RunSummary[];
  power(state: 'asleep' | 'awake'): void;
  close(): Promise<void>;
}

export function createRuns(): Runs {
  const unbuilt = async () => fail(appError('unknown', 'runs are being built'));
  return {
    start: async () => {},
    list: unbuilt,
    open: unbuilt,
    closed: () => {},
    begin: unbuilt,
    again: unbuilt,
    stop: unbuilt,
    check: unbuilt,
    answer: unbuilt,
    remove: unbuilt,
    attach: unbuilt,
    events: unbuilt,
    export: unbuilt,
    current: () => [],
    power: () => {},
    close: async () => {},
  };
}
