import type { AppError } from '../../preload/contract.ts';
import { WITHHELD } from './log-fields.ts';

/**
 * Host and port of an address: who helps needs to know where a service is. User names, passwords, paths and queries are
 * left out, because each of them may hold a secret.
 */
export function hostOf(address: string): string {
  return URL.parse(address)?.host || WITHHELD;
}

/** A word of ours, or a version a server has named; anything longer or freer is not repeated. */
export function word(text: string): string {
  return /^[\w.+-]{1,40}$/.test(text) ? text : WITHHELD;
}

/** What the system calls a part of the computer: one line of ordinary signs. */
export function deviceName(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return /^[\w .,:;@()/+-]{1,100}$/.test(line) ? line : WITHHELD;
}

/** Kind, reason and status of an error, without its message, which may quote a server. */
export function errorWords({ kind, reason, status }: Pick<AppError, 'kind' | 'reason' | 'status'>): string {
  return [kind, ...(reason === undefined ? [] : [word(reason)]), ...(status === undefined ? [] : [status])].join(' / ');
}

/** A moment, so that people in different zones mean the same one. */
export function utc(at: number): string {
  return new Date(at).toISOString();
}

/** An amount of memory or disk, in MB, from 1024 of them on in GB. */
export function size(bytes: number): string {
  const mb = bytes / 1_048_576;
  return mb < 1_024 ? `${mb.toFixed(1)} MB` : `${(mb / 1_024).toFixed(1)} GB`;
}

export function milliseconds(ms: number): string {
  return `${Math.round(ms)} ms`;
}
