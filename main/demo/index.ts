import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Clock, NewId, Random } from '../clock.ts';
import { AGENT_NAMES, AGENTS_PATH, type AgentName } from './agents/index.ts';
import { createApp } from './app.ts';
import { CONNECTORS_PATH } from './connectors/index.ts';
import { say } from './control.ts';
import type { Demo } from './demo.ts';
import { GATEWAY_PATH } from './gateway/index.ts';
import { OPENAI_PATH } from './openai/index.ts';
import { answerKey } from './openai/keys.ts';
import { WEBUI_PATH } from './openwebui-direct/index.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { createResponder } from './responder/index.ts';
import { newState, randomKey } from './seed/index.ts';
import type { DemoState, MessageRow } from './state.ts';
import { Store } from './store.ts';
import { Switches } from './switches.ts';
import { createWaiter } from './waiter.ts';

export type { LoggedRequest } from './request-log.ts';
export type { DemoState } from './state.ts';
export type { Switches, SwitchName, SwitchScope, SwitchValue } from './switches.ts';

const HOST = '127.0.0.1';
const DEFAULT_LATENCY_MS = 900;

export interface DemoOptions {
  clock: Clock;
  random: Random;
  seed: 'believable' | 'empty';
  /** Mounts the control door `/__demo`; for tests only. */
  faults?: boolean;
  /** How long the built-in responder thinks, ms. */
  latencyMs?: number;
  /** Goes on with the data of an earlier demo workspace; `seed` is ignored then. */
  state?: DemoState;
  /** Called after a request that may have changed the data. */
  changed?: () => void;
  /** 0 or left out: any free port. */
  port?: number;
}

export interface DemoWorkspace {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `http://127.0.0.1:<port>/api` */
  readonly apiBase: string;
  readonly credentials: { username: string; password: string };
  /** The agent gateway: its base without `/v1`, and the one key it takes. */
  readonly gateway: { address: string; key: string };
  /** The AG-UI agents and where runs are posted. */
  readonly agents: readonly { name: AgentName; address: string }[];
  /** The servers that answer questions: their bases, and the one key each takes. The connectors need none. */
  readonly answers: {
    readonly openAi: { readonly address: string; readonly key: string };
    readonly openWebui: { readonly address: string; readonly key: string };
    readonly connectors: { readonly openai: string; readonly mistral: string };
  };
  readonly switches: Switches;
  /** All data, live; give it to a later start to go on with it. */
  readonly state: DemoState;
  /** The requests received so far, oldest first. */
  log(): readonly LoggedRequest[];
  /** Lets somebody write into a conversation they take part in; undefined when they do not. */
  say(username: string, conversationId: number, content: string): MessageRow | undefined;
  /** Stops listening and cuts all connections: the address refuses connections from now on. */
  goOffline(): Promise<void>;
  /** Listens again on the same port. */
  goOnline(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the demo workspace: a server on loopback that speaks the Halext API with the quirks of backend
 * 0.2.0-refactored, answered by a built-in responder. Rejects when the port is taken.
 */
export async function startDemoWorkspace(options: DemoOptions): Promise<DemoWorkspace> {
  const { clock, random } = options;
  const state = options.state ?? newState(options.seed, clock.now(), random);
  const switches: Switches = new Switches({
    expireTokensNow: () => {
      state.signingKey = randomKey(random);
    },
    conversationVanishes: (id) => store.removeConversation(id),
  });
  const now = () => clock.now() + (switches.value('clockSkewMs') ?? 0);
  const store = new Store(state, now);
  const log = new RequestLog();
  const waiter = createWaiter(clock);
  let origin = '';
  const demo: Demo = {
    store,
    switches,
    waiter,
    now,
    responder: createResponder(state.responderSeed),
    newId: uuids(random),
    changed: options.changed ?? (() => {}),
    latencyMs: options.latencyMs ?? DEFAULT_LATENCY_MS,
    origin: () => origin,
  };
  const listener = createListener(createApp(demo, log, options.faults === true));
  origin = `http://${HOST}:${await listener.listen(options.port ?? 0)}`;
  return {
    origin,
    apiBase: `${origin}/api`,
    gateway: { address: `${origin}${GATEWAY_PATH}`, key: state.gatewayKey },
    agents: AGENT_NAMES.map((name) => ({ name, address: `${origin}${AGENTS_PATH}/${name}` })),
    answers: {
      openAi: { address: `${origin}${OPENAI_PATH}`, key: answerKey(state, 'openai') },
      openWebui: { address: `${origin}${WEBUI_PATH}`, key: answerKey(state, 'openwebui') },
      connectors: {
        openai: `${origin}${CONNECTORS_PATH}/openai`,
        mistral: `${origin}${CONNECTORS_PATH}/mistral`,
      },
    },
    credentials: state.credentials,
    switches,
    state,
    log: () => log.list(),
    say: (username, conversationId, content) => say(demo, username, conversationId, content),
    goOffline: () => listener.close(),
    goOnline: async () => {
      await listener.listen(Number(new URL(origin).port));
    },
    async stop() {
      waiter.stop();
      await listener.close();
    },
  };
}

/** UUIDs of version 4 out of the given chance. */
function uuids(random: Random): NewId {
  const digit = (below: number) => Math.floor(random() * below);
  return () =>
    'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
      (place === 'x' ? digit(16) : 8 + digit(4)).toString(16),
    );
}

function createListener(app: ReturnType<typeof createApp>) {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: HOST });
  return {
    listen(port: number): Promise<number> {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, HOST, () => {
          server.removeListener('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      });
    },
    close(): Promise<void> {
      return new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}
