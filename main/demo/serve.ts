import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import { startDemoWorkspace } from './index.ts';

/**
 * The demo workspace as a process of its own, for tests:
 * `node main/demo/serve.ts [--port 0] [--seed believable|empty] [--faults] [--latency 900]`.
 * Prints one line of JSON, `{"origin", "apiBase", "credentials", "gateway", "agents", "answers"}`, once it listens; ends on SIGINT
 * or SIGTERM.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: 'believable' },
    faults: { type: 'boolean', default: false },
    latency: { type: 'string', default: '900' },
  },
});

const flags = z
  .object({
    port: z.coerce.number().int().min(0).max(65_535),
    seed: z.enum(['believable', 'empty']),
    faults: z.boolean(),
    latency: z.coerce.number().int().nonnegative(),
  })
  .parse(values);

const { origin, apiBase, credentials, gateway, agents, answers, stop } = await startDemoWorkspace({
  clock: systemClock,
  random: Math.random,
  seed: flags.seed,
  faults: flags.faults,
  latencyMs: flags.latency,
  port: flags.port,
});
console.log(JSON.stringify({ origin, apiBase, credentials, gateway, agents, answers }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stop().then(() => process.exit(0)));
}
