import type { Demo, DemoContext } from '../demo.ts';

/** The model a person of the demo asks. */
export const WEBUI_MODEL = 'Technova';

/** Names that are easily mistaken for each other. The last one is listed, but switched off. */
const MODELS = [
  { id: WEBUI_MODEL, name: 'Technova', active: true },
  { id: 'technova-mini', name: 'Technova mini', active: true },
  { id: 'llama3.1:8b', name: 'llama3.1:8b', active: true },
  { id: 'llama3.1:70b', name: 'llama3.1:70b', active: true },
  { id: 'archive-2024', name: 'Archive 2024', active: false },
];

export function listModels(demo: Demo, c: DemoContext): Response {
  const rows = MODELS.map(({ id, name, active }) => ({
    id,
    name,
    object: 'model',
    created: 1_762_000_000,
    owned_by: 'ollama',
    info: { id, name, is_active: active, meta: { description: 'Answered by the built-in responder.' } },
  }));
  return Response.json(demo.switches.take('modelsBare', c.req) ? rows : { data: rows });
}

/** Only under its exact name, and only while it is switched on. */
export function isActive(model: string): boolean {
  return MODELS.some(({ id, active }) => active && id === model);
}
