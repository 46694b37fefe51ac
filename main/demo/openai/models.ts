import type { Demo, DemoContext } from '../demo.ts';

/** Names that are easily mistaken for each other; the answers of all come from the built-in responder. */
const MODELS = ['atelier', 'atelier-large', 'Technova', 'technova-mini', 'gpt-4o', 'gpt-4o-mini'];

/** The model of embeddings, which answers no questions. */
export const EMBEDDING_MODEL = 'atelier-embed';

/** The model a person of the demo asks. */
export const OPENAI_MODEL = 'atelier';

export function listModels(demo: Demo, c: DemoContext): Response {
  const created = 1_762_000_000;
  const rows = [...MODELS, EMBEDDING_MODEL].map((id) => ({ id, object: 'model', created, owned_by: 'demo' }));
  const bare = demo.switches.take('modelsBare', c.req);
  return Response.json(bare ? rows : { object: 'list', data: rows });
}

export function answersQuestions(model: string): boolean {
  return MODELS.includes(model);
}
