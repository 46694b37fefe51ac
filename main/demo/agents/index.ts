import type { RunAgentInput } from '@ag-ui/core';
import { RunAgentInputSchema } from '@ag-ui/core/schemas';
import type { Demo, DemoContext, Handler } from '../demo.ts';
import { type Agent, beginRun } from './agent.ts';
import { mailAgent } from './mail.ts';
import { plainAgent } from './plain.ts';
import { plannerAgent } from './planner.ts';
import { rudeRun, rudeWayIn } from './rude/index.ts';
import { frames, streamed, wholeRun } from './stream.ts';
import { ticketsAgent } from './tickets.ts';

/** Where the agents are mounted; each takes its runs at `/<name>`. */
export const AGENTS_PATH = '/agents';

const AGENTS = {
  plain: plainAgent,
  tickets: ticketsAgent,
  planner: plannerAgent,
  mail: mailAgent,
  // Says what the plain one says, against the rules.
  rude: plainAgent,
} satisfies Record<string, Agent>;

export type AgentName = keyof typeof AGENTS;
export const AGENT_NAMES = Object.keys(AGENTS) as AgentName[];

/** Agents that speak AG-UI 1.0 over Server-Sent Events, behind a framework that refuses as FastAPI does. */
export function agentsHandler(demo: Demo): Handler {
  return async (c) => {
    const name = AGENT_NAMES.find((known) => known === c.req.param('name'));
    if (!name) return Response.json({ detail: 'Not Found' }, { status: 404 });
    if (c.req.method !== 'POST') {
      return Response.json({ detail: 'Method Not Allowed' }, { status: 405, headers: { allow: 'POST' } });
    }
    const input = await readInput(c);
    if (input instanceof Response) return input;
    const run = beginRun(demo, name, input);
    const events = wholeRun(AGENTS[name], run);
    const way = demo.switches.take('agentRude', c.req) ?? (name === 'rude' ? rudeWayIn(run.question) : null);
    return way ? rudeRun(way, events, c) : streamed(frames(events));
  };
}

async function readInput(c: DemoContext): Promise<RunAgentInput | Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const read = RunAgentInputSchema.safeParse(body);
  if (read.success) return read.data as RunAgentInput;
  const detail = read.error.issues.map(({ path, message }) => ({
    type: 'value_error',
    loc: ['body', ...path],
    msg: message,
  }));
  return Response.json({ detail }, { status: 422 });
}
