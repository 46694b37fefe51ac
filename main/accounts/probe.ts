import { z } from 'zod';
import type { ProbeResult } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { send, sendForJson } from '../halext/call.ts';
import * as schemas from '../halext/schemas.ts';
import { readJson } from '../http/json.ts';
import { isLoopback } from '../http/loopback.ts';
import type { HttpClient } from '../http/message.ts';
import { parseAddress } from './address.ts';

export interface ProbeDeps {
  http: HttpClient;
  clock: Pick<Clock, 'now'>;
}

/** Open WebUI's public configuration, at `{base}/api/config`. */
const openWebuiConfig = z.object({ name: z.string(), version: z.string(), features: z.object({}) });

/**
 * Finds the Halext server behind a typed address: `/version` must answer JSON that names a Halext API. When the address
 * leads to a web page or to another service the error is `protocol` with reason `notHalext`, or `isOpenWebui` when it is
 * an Open WebUI; when nothing answers, it is the network's error. Errors of the address are those of `parseAddress`.
 */
export async function probe(deps: ProbeDeps, typed: string): Promise<Result<ProbeResult>> {
  const bases = parseAddress(typed);
  if (!bases.ok) return bases;
  const unreachable = new Set<string>();
  let failure: AppError = notHalext();
  for (const base of withSecureTwins(bases.value)) {
    const { origin } = new URL(base);
    if (unreachable.has(origin)) continue;
    const found = await probeBase(deps, base);
    if (found.ok) return found;
    if (found.error.status === undefined && found.error.kind !== 'protocol') unreachable.add(origin);
    failure = moreTelling(failure, found.error);
  }
  return fail(failure);
}

async function probeBase({ http, clock }: ProbeDeps, base: string): Promise<Result<ProbeResult>> {
  const startedAt = clock.now();
  const answer = await send(http, base, { method: 'GET', path: '/version', purpose: 'find server' });
  if (!answer.ok) return fail(asProbed(answer.error));
  const latencyMs = clock.now() - startedAt;

  const version = readJson(answer.value, schemas.version);
  const halext = version.ok && /halext/i.test(version.value.apiName);
  if (!halext) return fail((await isOpenWebui(http, base)) ? openWebui() : notHalext());

  const call = { method: 'GET', path: '/health', purpose: 'health' } as const;
  const health = await sendForJson(http, base, call, schemas.health);
  // A server that cannot say how it is, is not well; that is no reason to keep somebody from signing in.
  return ok({
    server: base,
    version: version.value.version,
    health: health.ok ? health.value.status : 'degraded',
    latencyMs,
  });
}

/** A Halext server tells its version to everybody: one that refuses, or has none, is something else. */
function asProbed(error: AppError): AppError {
  return error.kind === 'auth' || error.kind === 'notFound' || error.reason === 'unknownPath' ? notHalext() : error;
}

async function isOpenWebui(http: HttpClient, base: string): Promise<boolean> {
  const call = { method: 'GET', path: '/config', purpose: 'find server' } as const;
  return (await sendForJson(http, base, call, openWebuiConfig)).ok;
}

/** A server asked over http often only redirects to https; that address is then worth a try, after the typed one. */
function withSecureTwins(bases: readonly string[]): readonly string[] {
  const twins = bases
    .filter((base) => base.startsWith('http:') && !isLoopback(new URL(base).hostname))
    .map((base) => base.replace(/^http:/, 'https:'));
  return [...bases, ...twins];
}

/**
 * Of several failures the first that says more than "not here". That a port which answers http speaks no TLS says
 * nothing.
 */
function moreTelling(known: AppError, next: AppError): AppError {
  const noTls = next.kind === 'tls' && next.reason === 'handshake';
  return known.reason === 'notHalext' && !noTls ? next : known;
}

function notHalext(): AppError {
  return appError('protocol', 'no Halext server at this address', { reason: 'notHalext' });
}

function openWebui(): AppError {
  return appError('protocol', 'this is an Open WebUI, not a Halext server', { reason: 'isOpenWebui' });
}
