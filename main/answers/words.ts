import { z } from 'zod';

const LONGEST = 200;

/** What a server says of a failure, in one of the shapes that occur. Untrusted. */
export interface ErrorWords {
  /** One line, cut, without anything that looks like a key; empty when nothing was said. */
  readonly text: string;
  /** A machine's word for it: an error code or type, or the class of an exception; lower case. */
  readonly codes: readonly string[];
}

export const NO_WORDS: ErrorWords = { text: '', codes: [] };

const word = z.string().max(200).optional().catch(undefined);
const inner = z.object({ message: word.or(z.string()), type: word, code: word.or(z.number().transform(String)) });
/** Only `loc` and `msg` are read: newer versions add `input`, which is what the person wrote. */
const issue = z.object({
  loc: z.array(z.union([z.string(), z.number()])).catch([]),
  msg: z.string().catch('invalid'),
});
const body = z.object({
  detail: z.unknown().optional(),
  error: z.unknown().optional(),
  message: z.string().optional().catch(undefined),
});

/** Reads the body of a failure; `null` when it is not JSON of one of these shapes. */
export function readErrorText(text: string): ErrorWords | null {
  try {
    return readErrorValue(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * `{"detail": string}`, `{"detail": […]}`, `{"error": {"message", "type", "code"}}`, `{"error": string}`, and
 * `{"message": string, "error": <exception class>}`; `null` for anything else.
 */
export function readErrorValue(value: unknown): ErrorWords | null {
  const read = body.safeParse(value);
  if (!read.success) return null;
  const { detail, error, message } = read.data;
  if (message !== undefined) return said(message, typeof error === 'string' ? [error] : []);
  return detail === undefined || detail === null ? errorWords(error) : detailWords(detail);
}

/** The value of an `error` field: an object with a message, or a text. */
export function errorWords(error: unknown): ErrorWords | null {
  if (typeof error === 'string') return said(error, []);
  const read = inner.safeParse(error);
  if (!read.success) return null;
  const { message, type, code } = read.data;
  return said(
    message ?? '',
    [code, type].filter((each) => each !== undefined),
  );
}

function detailWords(detail: unknown): ErrorWords | null {
  if (typeof detail === 'string') return said(detail, []);
  // Open WebUI passes on what the provider said.
  if (!Array.isArray(detail)) return readErrorValue(detail) ?? errorWords(detail);
  return said(detail.map(describeIssue).join('; '), []);
}

function describeIssue(value: unknown): string {
  const read = issue.safeParse(value);
  if (!read.success) return 'invalid';
  const place = read.data.loc.filter((part) => part !== 'body').join('.');
  return place === '' ? read.data.msg : `${place}: ${read.data.msg}`;
}

function said(text: string, codes: readonly string[]): ErrorWords {
  return { text: withoutKeys(oneLine(text)), codes: codes.map((code) => code.toLowerCase()) };
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}

/** Providers quote the key they refused, whole or with stars in it. */
function withoutKeys(text: string): string {
  return text.replace(
    /\b(?:bearer\s+\S+|(?:sk|pk|key|api|gsk|xai)[-_][\w*.-]{6,}|(?=\S*\d)[A-Za-z0-9*_-]{24,})/gi,
    '[…]',
  );
}
