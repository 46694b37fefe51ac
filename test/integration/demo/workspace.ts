import { expect, onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../main/clock.ts';
import { type DemoOptions, type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';

/** A clock tests can move; what is waited for still comes by itself. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

/** 21 November 2026, 15:42:30.5 UTC: a moment with a fraction, so that rounding shows. */
export const AFTERNOON = Date.UTC(2026, 10, 21, 15, 42, 30, 500);

export function movableClock(start: number = AFTERNOON): MovableClock {
  let now = start;
  return {
    now: () => now,
    after: systemClock.after,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Waits until what `look` sees is as expected, for as long as a busy machine may take. */
export function eventually<T>(look: () => T) {
  return expect.poll(look, { timeout: 15_000, interval: 5 });
}

/** The same numbers every time. */
export function steadyRandom(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

export interface Setup {
  workspace: DemoWorkspace;
  clock: MovableClock;
  /** Signed in as the workspace's person. */
  api: Api;
  /** Signed in as somebody else of the workspace. */
  as(username: string): Promise<Api>;
}

/** A workspace that stops after the test, with a client that is signed in. */
export async function setUp(options: Partial<DemoOptions> = {}): Promise<Setup> {
  const clock = movableClock();
  const workspace = await startDemoWorkspace({
    clock,
    random: steadyRandom(),
    seed: 'empty',
    latencyMs: 0,
    ...options,
  });
  onTestFinished(() => workspace.stop());
  const as = async (username: string) => {
    const password = workspace.state.users.find((user) => user.username === username)?.password ?? '';
    return new Api(workspace, await signIn(workspace, username, password));
  };
  return { workspace, clock, as, api: await as(workspace.credentials.username) };
}

export async function signIn(workspace: DemoWorkspace, username: string, password: string): Promise<string> {
  const answer = await fetch(`${workspace.apiBase}/token`, {
    method: 'POST',
    body: new URLSearchParams({ username, password }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return access_token;
}

export interface Answer {
  status: number;
  type: string;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: assertions look into whatever the server said
  json: any;
}

/** A client as plain as possible: no redirects, no retries, no ideas of its own. */
export class Api {
  readonly token: string;
  readonly #workspace: DemoWorkspace;

  constructor(workspace: DemoWorkspace, token: string) {
    this.#workspace = workspace;
    this.token = token;
  }

  get = (path: string) => this.send('GET', path);
  delete = (path: string) => this.send('DELETE', path);
  post = (path: string, body?: unknown) => this.send('POST', path, body);
  put = (path: string, body?: unknown) => this.send('PUT', path, body);

  /** Sends a request below `/api` and reads the answer whole. */
  async send(method: string, path: string, body?: unknown, more: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(this.#workspace.apiBase + path, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...more,
    });
    return read(answer);
  }

  async newConversation(settings: object = {}): Promise<{ id: number }> {
    const answer = await this.post('/conversations/', { title: 'A test', ...settings });
    return answer.json as { id: number };
  }
}

export async function read(answer: Response): Promise<Answer> {
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  const json: unknown = type.startsWith('application/json') && text !== '' ? parse(text) : undefined;
  return { status: answer.status, type, headers: answer.headers, text, json };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
