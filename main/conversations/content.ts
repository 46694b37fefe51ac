import { type AppError, appError, fail, ok, type Result } from '../errors.ts';

/** The usual proxy refuses a body above 1 MB; JSON and headers need some of it. In UTF-8 bytes. */
export const MAX_CONTENT_BYTES = 900_000;

/**
 * A text as it will be sent: unchanged, but well-formed. Errors: `validation` with reason `empty` (white space only),
 * `tooLong` (above 900 kB of UTF-8) or `nul` (no database of the server takes it).
 */
export function checkContent(text: string): Result<string> {
  if (text.trim() === '') return refuse('empty', 'the message is empty');
  if (text.includes('\0')) return refuse('nul', 'the message contains a NUL character');
  const content = text.toWellFormed();
  // JSON may escape a character to six bytes; what is sent is what counts.
  if (Buffer.byteLength(JSON.stringify(content)) > MAX_CONTENT_BYTES)
    return refuse('tooLong', 'the message is too long');
  return ok(content);
}

/** A title as it will be sent, trimmed. Errors: `validation` with reason `empty` or `nul`. */
export function checkTitle(text: string): Result<string> {
  const title = text.trim().toWellFormed();
  if (title === '') return refuse('empty', 'the title is empty');
  if (title.includes('\0')) return refuse('nul', 'the title contains a NUL character');
  return ok(title);
}

/** A title for a conversation that begins with this message. */
export function titleFrom(content: string): string {
  const line = content.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59).toWellFormed().trimEnd()}…`;
}

function refuse(reason: string, message: string): { ok: false; error: AppError } {
  return fail(appError('validation', message, { reason }));
}
