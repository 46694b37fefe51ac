import type { Demo, Route } from '../demo.ts';
import { splitModelId } from '../models.ts';
import { naiveMicroseconds } from '../wire.ts';

const VERSION = '0.2.0-refactored';
const FEATURES = ['tasks', 'events', 'labels', 'pages', 'conversations', 'ai_chat', 'demo_workspace'];

/** `/version` and `/health`: open to everybody, always 200 (contract 9). */
export function serviceRoutes(demo: Demo): Route[] {
  return [
    {
      method: 'GET',
      path: '/version',
      handle: (c) => {
        if (demo.switches.take('notHalext', c.req)) return c.json({ version: '7.1', api_name: 'Some other service' });
        return c.json({ version: VERSION, api_name: 'Halext Org API', docs_url: '/docs', features: FEATURES });
      },
    },
    {
      method: 'GET',
      path: '/health',
      handle: (c) => c.json(health(demo, demo.switches.take('healthDegraded', c.req) === true)),
    },
  ];
}

function health(demo: Demo, degraded: boolean) {
  const { provider, name } = splitModelId(demo.store.state.defaultModelId);
  return {
    status: degraded ? 'degraded' : 'healthy',
    version: VERSION,
    timestamp: naiveMicroseconds(demo.now()),
    env: {
      issues: [],
      warnings: ['This is the demo workspace.'],
      configured_providers: [],
      missing_provider_keys: [],
      offline: true,
      dev_mode: true,
    },
    components: {
      database: degraded ? 'unhealthy: database is locked' : 'healthy',
      ai_provider: provider,
      ai_model: name,
    },
    system: { python: 'none', platform: 'Halext Companion demo workspace' },
  };
}
