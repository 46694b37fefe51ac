/**
 * The health of six services: what watching them costs while nobody looks, and a round by hand, each beside the least
 * that could be asked instead. The services are another process; what is measured is the program's own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { NO_PARAMETERS } from '../../main/answers/parameters.ts';
import { defaultTiming } from '../../main/conversations/index.ts';
import type { DemoWorkspace } from '../../main/demo/index.ts';
import { type Computer, computer, type Program } from '../integration/companion/computer.ts';
import { type BenchRow, median } from './row.ts';

const SERVICES = 6;
const ROUNDS = 20;
const MINUTE = 60_000;
/** Seconds. Each service is asked about once a minute: a shorter look sees none of it, or all. */
const SHORTEST = 120;

type Server = Pick<DemoWorkspace, 'origin' | 'credentials' | 'gateway' | 'agents' | 'answers'>;

/** `idleSeconds`: how long nothing is done, once with the program and once without it; two minutes at least. */
export async function benchHealth({ idleSeconds }: { idleSeconds: number }): Promise<BenchRow[]> {
  const services = spawn(process.execPath, [join(import.meta.dirname, '../../main/demo/serve.ts'), '--latency', '1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const desk = computer();
  try {
    const server = await listening(services);
    const seconds = Math.max(idleSeconds, SHORTEST);
    // The first requests of a process cost what no later one does.
    await times(() => sixRequests(server));
    const bare = await idleBare(server, seconds);
    const program = await watching(desk, server);
    const idle = await measured(() => pause(seconds * 1_000));
    const rounds = await times(() => round(program));
    const requests = await times(() => sixRequests(server));
    return [...idleRows(idle, bare, seconds), roundRow(median(rounds), median(requests))];
  } finally {
    await desk.remove();
    services.kill();
    await once(services, 'exit');
  }
}

async function listening({ stdout }: ChildProcess): Promise<Server> {
  if (!stdout) throw new Error('no output');
  for await (const line of createInterface({ input: stdout })) return JSON.parse(line) as Server;
  throw new Error('the services ended without a word');
}

/** A program in the tray, signed in, with a gateway, an agent and a source of answers, that has checked them all. */
async function watching(desk: Computer, server: Server): Promise<Program> {
  const program = await desk.start(defaultTiming);
  program.companion.attention('tray');
  await program.ask('session.signIn', { address: server.origin, ...server.credentials, keep: true });
  await program.ask('sources.save', { kind: 'gateway', id: null, name: 'Gateway', model: null, ...server.gateway });
  await program.ask('sources.save', {
    kind: 'agui',
    id: null,
    name: 'Agent',
    address: server.agents[0]?.address ?? '',
    headers: [],
    protocol: '1.0',
    forwardedProps: '',
    openWebuiPreset: false,
    idleSeconds: 120,
    tools: { openUrl: false, copyToClipboard: false },
  });
  await program.ask('sources.save', {
    kind: 'openai-compatible',
    id: null,
    name: 'Answers',
    ...server.answers.openAi,
    headers: [],
    model: null,
    system: '',
    parameters: NO_PARAMETERS,
    stream: true,
    timeouts: { firstByte: 60, betweenBytes: 60 },
    prices: null,
  });
  await until(async () => {
    const { services } = await program.ask('health.get', null);
    return services.length === SERVICES && services.every(({ checkedAt, checking }) => checkedAt !== null && !checking);
  });
  await round(program);
  return program;
}

/** Checks everything by hand; resolves when every service has been. */
async function round(program: Program): Promise<void> {
  const begun = Date.now();
  await program.ask('health.check', { id: null });
  await until(async () => {
    const { services } = await program.ask('health.get', null);
    return services.every(({ checkedAt, checking }) => !checking && (checkedAt ?? 0) >= begun);
  });
}

async function until(look: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + MINUTE;
  while (!(await look())) {
    if (performance.now() > end) throw new Error('the services were not checked within a minute');
    await pause(1);
  }
}

/** One request a service, each on a connection of its own, all at once. */
async function sixRequests({ origin }: Server): Promise<void> {
  const agent = new Agent();
  const one = async () => (await request(`${origin}/api/health`, { dispatcher: agent })).body.dump();
  await Promise.all(Array.from({ length: SERVICES }, one));
  await agent.close();
}

interface Idle {
  readonly requests: number;
  /** Of one processor. */
  readonly busyMs: number;
}

/** The least that tells whether six services are there: one request a minute to each, and nothing else. */
function idleBare({ origin }: Server, seconds: number): Promise<Idle> {
  const agent = new Agent({ keepAliveTimeout: 4_000 });
  const gap = MINUTE / SERVICES;
  return measured(async () => {
    const end = performance.now() + seconds * 1_000;
    for (let at = gap / 2; performance.now() < end; at = gap) {
      await pause(Math.min(at, end - performance.now()));
      if (performance.now() < end) await (await request(`${origin}/api/health`, { dispatcher: agent })).body.dump();
    }
    await agent.close();
  });
}

/** What this process asks and computes meanwhile. */
async function measured(meanwhile: () => Promise<unknown>): Promise<Idle> {
  let requests = 0;
  const count = () => {
    requests += 1;
  };
  subscribe('undici:request:create', count);
  const before = process.cpuUsage();
  await meanwhile();
  const { user, system } = process.cpuUsage(before);
  unsubscribe('undici:request:create', count);
  return { requests, busyMs: (user + system) / 1_000 };
}

async function times(action: () => Promise<void>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const begun = performance.now();
    await action();
    all.push(performance.now() - begun);
  }
  return all;
}

function idleRows(idle: Idle, bare: Idle, seconds: number): BenchRow[] {
  const against = 'one bare request a minute to each';
  const row = (what: string, unit: string, of: (one: Idle) => number): BenchRow => ({
    name: `${SERVICES} services, nobody looks, for ${seconds} s, ${what}`,
    value: of(idle),
    unit,
    against,
    reference: of(bare),
    budget: null,
  });
  return [
    row('requests per minute (the list of conversations among them)', '', ({ requests }) => (requests * 60) / seconds),
    row('share of one processor', '%', ({ busyMs }) => busyMs / (10 * seconds)),
  ];
}

function roundRow(value: number, reference: number): BenchRow {
  const name = `a round by hand of ${SERVICES} services, the way to each among it`;
  return { name, value, unit: 'ms', against: `${SERVICES} bare requests at once`, reference, budget: null };
}
