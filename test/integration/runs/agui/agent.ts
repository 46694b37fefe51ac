import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RunAgentInput } from '@ag-ui/core';
import { systemClock } from '../../../../main/clock.ts';
import { appError, fail, ok } from '../../../../main/errors.ts';
import { createHttpClient } from '../../../../main/http/client.ts';
import { createAguiDriver } from '../../../../main/runs/agui/index.ts';
import type { Run } from '../../../../main/runs/run.ts';
import type { AguiSource } from '../../../../preload/contract.ts';
import type { Sent } from '../../../unit/runs/agui/play.ts';
import { memoryBook, newRun } from '../../../unit/runs/gateway/desk.ts';
import { serve } from '../../http/local-server.ts';

/** What an agent does with a request. */
export type Behaviour = (response: ServerResponse, input: RunAgentInput, request: IncomingMessage) => unknown;

export const frame = (event: Sent, end = '\n\n') => `data: ${JSON.stringify(event)}${end}`;

/** Streams events as they should be, and ends. */
export const streams =
  (...events: readonly Sent[]): Behaviour =>
  (response) =>
    open(response).end(events.map((event) => frame(event)).join(''));

export function open(response: ServerResponse, type = 'text/event-stream'): ServerResponse {
  response.writeHead(200, { 'content-type': type });
  response.flushHeaders();
  return response;
}

/** An agent on loopback. Each request is answered by the next behaviour; the last one stays. */
export async function createAgent(...behaviours: readonly Behaviour[]) {
  const queue = [...behaviours];
  const inputs: RunAgentInput[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const agent = { closed: 0 };
  const server = await serve((request, response) => {
    let body = '';
    request.on('close', () => {});
    response.on('close', () => {
      agent.closed += 1;
    });
    request.setEncoding('utf8').on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const input = JSON.parse(body) as RunAgentInput;
      inputs.push(input);
      headers.push(request.headers);
      const behave = queue.length > 1 ? queue.shift() : queue[0];
      behave?.(response, input, request);
    });
  });
  return { ...server, inputs, headers, agent };
}

export type Agent = Awaited<ReturnType<typeof createAgent>>;

/** A driver with a book in memory, in front of an agent. */
export function createDesk(agent: { readonly url: string }, more: Partial<AguiSource> = {}) {
  const source: AguiSource = {
    id: 's1',
    kind: 'agui',
    name: 'Agent',
    address: `${agent.url}/agent`,
    demo: false,
    headers: [],
    protocol: '1.0',
    forwardedProps: '',
    openWebuiPreset: false,
    idleSeconds: 20,
    tools: { openUrl: true, copyToClipboard: true },
    ...more,
  };
  const { book, runs, logs, states } = memoryBook(systemClock);
  const http = createHttpClient({ clock: systemClock, userAgent: 'test' });
  const used: string[] = [];
  let ids = 0;
  const deps = {
    book,
    sources: {
      access: async (id: string) =>
        id === source.id
          ? ok({ source, headers: { authorization: 'Bearer key' } })
          : fail(appError('notFound', 'no such source', { reason: 'source' })),
    },
    http,
    clock: systemClock,
    newId: () => `id-${++ids}`,
    tools: {
      openUrl: async (url: string) => {
        used.push(url);
        return ok(null);
      },
      copy: async (text: string) => {
        used.push(text);
        return ok(null);
      },
    },
  };
  let driver = createAguiDriver(deps);

  const run = (id = 1): Run => {
    const found = runs.get(id);
    if (!found) throw new Error(`no run ${id}`);
    return found;
  };
  return {
    book,
    logs,
    states,
    used,
    run,
    get driver() {
      return driver;
    },
    submit(more: Partial<Run> = {}): void {
      const made = newRun(more.id ?? 1, Date.now(), { kind: 'agui', prompt: 'Why?', ...more });
      runs.set(made.id, made);
      driver.submit(made);
    },
    /** Waits until the run has come to a state, e.g. `waiting` or the kind of its end. */
    async until(...kinds: readonly Run['state']['kind'][]): Promise<Run> {
      while (!kinds.includes(run().state.kind)) await new Promise((resolve) => setTimeout(resolve, 2));
      return run();
    },
    /** The program ends and starts again: a new driver, and what the book has on disk. */
    async restart(): Promise<void> {
      await driver.close();
      for (const [id, kept] of runs) runs.set(id, JSON.parse(JSON.stringify(kept)));
      driver = createAguiDriver(deps);
      driver.recover([...runs.values()].filter(({ id }) => book.get(id) !== null));
    },
    async close(): Promise<void> {
      await driver.close();
      await http.close();
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;
