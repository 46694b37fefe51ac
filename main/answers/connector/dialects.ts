import { knownContext, MISTRAL_CONTEXT } from '../model-limits.ts';
import type { ParameterName } from '../parameters.ts';

/** What differs between the two connectors. */
export interface Dialect {
  /** Its part of every path: `/api/v1/<path>/…`. */
  readonly path: 'openai' | 'mistral';
  /** Its kind in the registry. */
  readonly kind: 'openai-connector' | 'mistral-connector';
  /** What its health calls itself. */
  readonly service: string;
  /** Where its health says whether it has a key of its own. */
  readonly configured: 'openai_configured' | 'mistral_configured';
  readonly parameters: readonly ParameterName[];
  contextOf(model: string): number | null;
}

export const OPENAI: Dialect = {
  path: 'openai',
  kind: 'openai-connector',
  service: 'openai-connector',
  configured: 'openai_configured',
  parameters: ['temperature', 'maxTokens', 'topP', 'frequencyPenalty', 'presencePenalty'],
  contextOf: knownContext,
};

export const MISTRAL: Dialect = {
  path: 'mistral',
  kind: 'mistral-connector',
  service: 'mistral-connector',
  configured: 'mistral_configured',
  parameters: ['temperature', 'maxTokens', 'topP', 'safePrompt'],
  contextOf: (model) => (/embed/i.test(model) ? null : MISTRAL_CONTEXT),
};
