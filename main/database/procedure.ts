import type { DatabaseSync } from 'node:sqlite';

/**
 * A piece of work on the database, run in the worker that owns the connection. It is synchronous, takes and returns
 * structured-cloneable values, and wraps what belongs together in one transaction (`BEGIN IMMEDIATE`).
 *
 * A long one is a generator: it yields after each committed step of at most 8 ms, and the worker answers other calls
 * in between.
 */
// biome-ignore lint/suspicious/noExplicitAny: the argument type is inferred per procedure; `never` would erase it.
export type Procedure = (db: DatabaseSync, args: any) => unknown | Generator<unknown, unknown, void>;

export type ProcedureMap = Readonly<Record<string, Procedure>>;

/** What a procedure answers: its return value, or the value a generator returns at its end. */
export type ProcedureResult<P extends Procedure> =
  ReturnType<P> extends Generator<infer _Y, infer R, infer _N> ? R : ReturnType<P>;

export type ProcedureArgs<P extends Procedure> = Parameters<P>[1];
