import type { Demo, DemoContext } from '../demo.ts';
import { flaskJson } from './wire.ts';

/** `backend/model`; the model's own name may hold more slashes and a colon (gateway contract 3). */
const MODELS = [
  { id: 'demo/atelier', created: 1_762_000_000, owned_by: 'demo' },
  { id: 'demo/atelier-large', created: 1_762_000_000, owned_by: 'demo' },
  { id: 'ollama/llama3.1:8b', created: 1_762_000_001, owned_by: 'library' },
  { id: 'ollama/harpou/llama3.1-8b:latest', created: 1_762_000_002, owned_by: 'library' },
  { id: 'router/router', created: 1_762_000_003, owned_by: 'gateway' },
];

/** The model of new tasks in the demo. */
export const GATEWAY_MODEL = 'demo/atelier';

export function listModels(demo: Demo, c: DemoContext): Response {
  const empty = demo.switches.take('modelsEmpty', c.req) !== undefined;
  return flaskJson({ object: 'list', data: empty ? [] : MODELS.map((model) => ({ ...model, object: 'model' })) });
}

/** A name without a slash is a model of the first backend. */
export function isKnownModel(name: string): boolean {
  return MODELS.some(({ id }) => id === name || id === `demo/${name}`);
}
