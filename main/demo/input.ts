import type { Context } from 'hono';
import { z } from 'zod';
import { type FieldIssue, refusal } from './refusals.ts';

/** A string field; numbers are turned into text as pydantic 1 does. */
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());
/** A string field that may be null or left out. */
export const optionalText = text.nullish().transform((value) => value ?? null);

/** Reads and checks a JSON body, or throws the server's 422. */
export async function jsonBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const raw = await c.req.text();
  if (raw === '') throw refusal(422, [missing(['body'])]);
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) throw refusal(422, [notDict()]);
  return checked(schema, parseJson(raw), 'body');
}

/** Reads and checks an `application/x-www-form-urlencoded` body; anything else counts as an empty form. */
export async function formBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
  const fields = isForm ? new URLSearchParams(await c.req.text()) : new URLSearchParams();
  const filled = [...fields].filter(([, value]) => value !== '');
  return checked(schema, Object.fromEntries(filled), 'body');
}

/** A number in the path, or the server's 422. */
export function pathId(c: Context, name: string): number {
  const value = c.req.param(name) ?? '';
  if (/^-?\d+$/.test(value)) return Number(value);
  throw refusal(422, [notInteger(['path', name])]);
}

/** A whole number in the query, or `fallback` when it is left out. */
export function queryInteger(c: Context, name: string, fallback: number): number {
  const value = c.req.query(name);
  if (value === undefined) return fallback;
  if (/^-?\d+$/.test(value)) return Number(value);
  throw refusal(422, [notInteger(['query', name])]);
}

/** The entry of a 422 body for a field that is not there. */
export function missing(loc: (string | number)[]): FieldIssue {
  return { loc, msg: 'field required', type: 'value_error.missing' };
}

function notDict(): FieldIssue {
  return { loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' };
}

function notInteger(loc: string[]): FieldIssue {
  return { loc, msg: 'value is not a valid integer', type: 'type_error.integer' };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    const issue = {
      loc: ['body', 0],
      msg: 'Expecting value: line 1 column 1 (char 0)',
      type: 'value_error.jsondecode',
    };
    throw refusal(422, [issue]);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refusal(
    422,
    result.error.issues.map((issue) => fieldIssue(issue, value, place)),
  );
}

const EXPECTED: Record<string, { msg: string; type: string }> = {
  string: { msg: 'str type expected', type: 'type_error.str' },
  boolean: { msg: 'value could not be parsed to a boolean', type: 'type_error.bool' },
  array: { msg: 'value is not a valid list', type: 'type_error.list' },
  object: { msg: 'value is not a valid dict', type: 'type_error.dict' },
};

function fieldIssue(issue: z.core.$ZodIssue, input: unknown, place: string): FieldIssue {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const loc = [place, ...path];
  const value = at(input, path);
  if (value === undefined) return missing(loc);
  if (value === null) return { loc, msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' };
  const expected = issue.code === 'invalid_type' ? EXPECTED[issue.expected] : undefined;
  return { loc, ...(expected ?? { msg: issue.message, type: 'value_error' }) };
}

function at(value: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | null)?.[key], value);
}
