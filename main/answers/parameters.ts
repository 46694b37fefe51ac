import { appError, fail, ok, type Result } from '../errors.ts';

/** How an answer is made. `null` leaves a value to the server. */
export type Parameters = { readonly [name in ParameterName]: ParameterValue<name> | null };
export type ParameterName = keyof typeof FIELDS;
type ParameterValue<N extends ParameterName> = N extends 'safePrompt' ? boolean : number;

/** What each is called in a request, and what it may be. Ranges: those the connectors enforce. */
const FIELDS = {
  temperature: { wire: 'temperature', fits: between(0, 2) },
  maxTokens: { wire: 'max_tokens', fits: (value) => Number.isInteger(value) && between(1, 1_000_000)(value) },
  topP: { wire: 'top_p', fits: between(0, 1) },
  frequencyPenalty: { wire: 'frequency_penalty', fits: between(-2, 2) },
  presencePenalty: { wire: 'presence_penalty', fits: between(-2, 2) },
  /** Mistral's own guard in front of the conversation. */
  safePrompt: { wire: 'safe_prompt', fits: (value) => typeof value === 'boolean' },
} satisfies Record<string, { wire: string; fits: (value: unknown) => boolean }>;

export const PARAMETER_NAMES = Object.keys(FIELDS) as readonly ParameterName[];

export const NO_PARAMETERS: Parameters = {
  temperature: null,
  maxTokens: null,
  topP: null,
  frequencyPenalty: null,
  presencePenalty: null,
  safePrompt: null,
};

/** Whether a value may be sent as this parameter. */
export function fits(name: ParameterName, value: unknown): boolean {
  return FIELDS[name].fits(value);
}

/**
 * The fields of a request: what is set and what the source takes. Errors: `validation` with the name of the parameter
 * that is out of its range as reason, whether or not the source takes it.
 */
export function wireParameters(
  parameters: Parameters,
  taken: readonly ParameterName[],
): Result<Readonly<Record<string, number | boolean>>> {
  const fields: Record<string, number | boolean> = {};
  for (const name of PARAMETER_NAMES) {
    const value = parameters[name];
    if (value === null) continue;
    if (!fits(name, value)) return fail(appError('validation', `${name} is out of its range`, { reason: name }));
    if (taken.includes(name)) fields[FIELDS[name].wire] = value;
  }
  return ok(fields);
}

function between(least: number, most: number): (value: unknown) => boolean {
  return (value) => typeof value === 'number' && value >= least && value <= most;
}
