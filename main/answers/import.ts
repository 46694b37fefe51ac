import { z } from 'zod';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { readKey } from '../sources/header-text.ts';
import { openWebui } from './open-webui/index.ts';
import { fits, NO_PARAMETERS, type ParameterName, type Parameters } from './parameters.ts';
import type { AnswerTimeouts } from './source.ts';

/** A source as an imported configuration describes it; what that leaves out has the defaults of its design. */
export interface ImportedDraft {
  readonly kind: 'open-webui';
  /** The host, until a person names it; empty without an address. */
  readonly name: string;
  /** Normalised; empty when there is none that can be used. */
  readonly address: string;
  readonly key: Secret | null;
  readonly model: string | null;
  readonly system: string | null;
  readonly parameters: Parameters;
  readonly stream: boolean;
  readonly timeouts: AnswerTimeouts;
}

/** A field that could not be taken as it is. */
export interface ImportProblem {
  readonly field: string;
  /**
   * `missing`: it has to be given; `unknownField`: it is left out; else why the value cannot be used: the reasons of
   * addresses, `wrongType`, `tooLong`, `outOfRange`, `key`.
   */
  readonly reason: string;
}

export interface Imported {
  readonly draft: ImportedDraft;
  readonly problems: readonly ImportProblem[];
}

const DEFAULT = { maxTokens: 1_500, temperature: 0.7, stream: true };
const TIMEOUT_MS = { least: 1_000, most: 3_600_000 };
/** The design counts milliseconds; a number below this was meant in seconds. */
const SECONDS_BELOW = 1_000;
const FIELDS: ReadonlySet<string> = new Set([
  'openWebUIUrl',
  'model',
  'apiKey',
  'systemMessage',
  'maxTokens',
  'temperature',
  'stream',
  'timeout',
]);

/**
 * Reads a configuration such as `{openWebUIUrl, model, apiKey, systemMessage, maxTokens, temperature, stream, timeout}`,
 * an object or its JSON, into the draft of a source. Each field is looked at by itself: what cannot be used is named,
 * and its default or nothing stands in its place. Error: `validation`/`notAnObject`.
 */
export function importConfiguration(given: unknown): Result<Imported> {
  const config = z.record(z.string(), z.unknown()).safeParse(typeof given === 'string' ? parse(given) : given);
  if (!config.success) return fail(appError('validation', 'not a configuration object', { reason: 'notAnObject' }));
  const { data } = config;
  const problems: ImportProblem[] = Object.keys(data)
    .filter((field) => !FIELDS.has(field))
    .map((field) => ({ field: field.slice(0, 100), reason: 'unknownField' }));

  /** The value of a field, or `otherwise` when it is left out or cannot be used. */
  function take<T>(field: string, read: (value: unknown) => Result<T>, otherwise: T): T {
    const value = data[field];
    if (value === undefined || value === null) return otherwise;
    const result = read(value);
    if (result.ok) return result.value;
    problems.push({ field, reason: result.error.reason ?? 'unusable' });
    return otherwise;
  }

  const address = take('openWebUIUrl', readAddress, '');
  const model = take('model', readText(300), null);
  for (const [field, value] of [
    ['openWebUIUrl', data.openWebUIUrl],
    ['model', data.model],
  ] as const) {
    if (isNothing(value)) problems.push({ field, reason: 'missing' });
  }
  const timeout = take('timeout', readTimeout, openWebui.timeouts.firstByteMs);
  const draft: ImportedDraft = {
    kind: 'open-webui',
    name: URL.parse(address)?.host ?? '',
    address,
    key: take('apiKey', readApiKey, null),
    model,
    system: take('systemMessage', readText(100_000), null),
    parameters: {
      ...NO_PARAMETERS,
      maxTokens: take('maxTokens', readParameter('maxTokens'), DEFAULT.maxTokens),
      temperature: take('temperature', readParameter('temperature'), DEFAULT.temperature),
    },
    stream: take('stream', readFlag, DEFAULT.stream),
    timeouts: { firstByteMs: timeout, betweenBytesMs: timeout },
  };
  return ok({ draft, problems });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function readAddress(value: unknown): Result<string> {
  if (typeof value !== 'string') return unusable('wrongType');
  return value.trim() === '' ? ok('') : openWebui.normaliseAddress(value);
}

function readText(longest: number): (value: unknown) => Result<string | null> {
  return (value) => {
    if (typeof value !== 'string') return unusable('wrongType');
    const text = value.trim();
    return text.length > longest ? unusable('tooLong') : ok(text === '' ? null : text);
  };
}

function readApiKey(value: unknown): Result<Secret | null> {
  if (typeof value !== 'string') return unusable('wrongType');
  if (value.trim() === '') return ok(null);
  const key = readKey(value);
  return key ? ok(key) : unusable('key');
}

function readParameter(name: ParameterName): (value: unknown) => Result<number> {
  return (value) => {
    if (typeof value !== 'number') return unusable('wrongType');
    return fits(name, value) ? ok(value) : unusable('outOfRange');
  };
}

function readFlag(value: unknown): Result<boolean> {
  return typeof value === 'boolean' ? ok(value) : unusable('wrongType');
}

function readTimeout(value: unknown): Result<number> {
  if (typeof value !== 'number') return unusable('wrongType');
  const ms = value < SECONDS_BELOW ? value * 1_000 : value;
  return ms >= TIMEOUT_MS.least && ms <= TIMEOUT_MS.most ? ok(ms) : unusable('outOfRange');
}

function unusable(reason: string): Result<never> {
  return fail(appError('validation', 'a value cannot be used', { reason }));
}
