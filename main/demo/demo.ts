import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { NewId } from '../clock.ts';
import type { Responder } from './responder/index.ts';
import type { UserRow } from './state.ts';
import type { Store } from './store.ts';
import type { Switches } from './switches.ts';
import type { Waiter } from './waiter.ts';

/** What the routes work with. */
export interface Demo {
  readonly store: Store;
  readonly switches: Switches;
  readonly waiter: Waiter;
  readonly responder: Responder;
  /** The server's own time, ms since the epoch. */
  now(): number;
  readonly newId: NewId;
  /** The data has changed outside of a request that shows it by its method. */
  changed(): void;
  /** How long the built-in responder thinks, ms. */
  readonly latencyMs: number;
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  origin(): string;
}

export type DemoContext = Context<{ Bindings: HttpBindings }>;
export type Handler = (c: DemoContext) => Response | Promise<Response>;
export type SignedInHandler = (c: DemoContext, me: UserRow) => Response | Promise<Response>;

/** A route, written without prefix: the server mounts each at the root and under `/api` (contract 1). */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Hono's pattern, with `:name` for a part. */
  path: string;
  handle: Handler;
}
