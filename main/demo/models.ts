import type { DemoState } from './state.ts';

/** The model of the built-in responder, and the default of a new demo workspace. */
export const DEMO_MODEL = 'demo:atelier';

/** What the server's mock provider always says (contract 3.2); a client must not take it for an answer. */
export const MOCK_TEXT = 'I am a mock AI assistant. Connect me to a real backend to get started!';

export interface CatalogueModel {
  id: string;
  sizeBytes: number | null;
  family: string;
  description: string;
  contextWindow: number;
  vision: boolean;
}

const STAND_IN = 'Stand-in of the demo workspace: the answers are invented by the built-in responder.';

/** The models the demo lists. All of them are played by the built-in responder, and their descriptions say so. */
export const CATALOGUE: readonly CatalogueModel[] = [
  model(DEMO_MODEL, null, 'demo', 8_192, 'The built-in responder of the demo workspace. Its answers are invented.'),
  model('ollama:llama3.1:8b', 4_920_753_328, 'llama', 131_072, STAND_IN),
  model('ollama:mistral-small', 14_333_928_010, 'mistral3', 131_072, STAND_IN),
  model('ollama:qwen2.5-coder:7b', 4_683_087_332, 'qwen2', 32_768, STAND_IN),
  { ...model('openai:gpt-4o-mini', null, 'gpt-4o', 128_000, STAND_IN), vision: true },
  { ...model('openai:gpt-4o', null, 'gpt-4o', 128_000, STAND_IN), vision: true },
];

/** What is left when no provider is configured. */
export const MOCK_CATALOGUE: readonly CatalogueModel[] = [
  model('mock:llama3.1', null, 'mock', 0, ''),
  model('mock:mistral', null, 'mock', 0, ''),
];

/** Splits `provider:model` at the first colon only: the model's own name may hold others (contract 3.3). */
export function splitModelId(id: string): { provider: string; name: string } {
  const colon = id.indexOf(':');
  return colon < 0 ? { provider: '', name: id } : { provider: id.slice(0, colon), name: id.slice(colon + 1) };
}

/** The model stored for a conversation: as given, with the current provider before a bare name, or the default. */
export function resolveModelId(state: DemoState, given: string | null): string {
  if (!given) return state.defaultModelId;
  return given.includes(':') ? given : `${splitModelId(state.defaultModelId).provider}:${given}`;
}

/** Who answers when `requested` is asked: itself when listed, else the mock the server silently falls back to. */
export function answeringModel(requested: string): string {
  if (CATALOGUE.some((known) => known.id === requested)) return requested;
  if (requested.startsWith('mock:')) return requested;
  const known = new Set(CATALOGUE.map((listed) => splitModelId(listed.id).provider));
  return known.has(splitModelId(requested).provider) ? 'mock:llama3.1' : 'mock:mock';
}

/** `AiModel` of the contract. */
export function modelJson({ id, sizeBytes, family, description, contextWindow, vision }: CatalogueModel) {
  const { provider, name } = splitModelId(id);
  const mock = provider === 'mock';
  return {
    id,
    name,
    provider,
    size: sizeBytes,
    source: provider,
    node_id: null,
    node_name: null,
    endpoint: null,
    latency_ms: null,
    metadata: mock ? {} : { name, provider, size: sizeBytes, family },
    modified_at: mock ? null : '2026-09-14T08:20:00Z',
    description: description || null,
    context_window: contextWindow || null,
    max_output_tokens: mock ? null : 4_096,
    input_cost_per_1m: null,
    output_cost_per_1m: null,
    supports_vision: mock ? null : vision,
    supports_function_calling: mock ? null : false,
  };
}

function model(
  id: string,
  sizeBytes: number | null,
  family: string,
  contextWindow: number,
  description: string,
): CatalogueModel {
  return { id, sizeBytes, family, description, contextWindow, vision: false };
}
