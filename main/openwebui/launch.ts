import type { OpenWebuiOutcome } from '../../preload/contract.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { HalextApi } from '../halext/api.ts';
import { isInside, judgePlainAddress, judgeSignInLink, type LinkVerdict } from './link.ts';

/** Hosts the person has said yes to, for a server. */
export interface ConfirmedHosts {
  has(server: string, host: string): boolean;
  add(server: string, host: string): Result<null>;
}

export interface LaunchDeps {
  api: Pick<HalextApi, 'openWebuiStatus' | 'openWebuiSso'>;
  /** API base of the account. */
  server: string;
  confirmed: Pick<ConfirmedHosts, 'has'>;
  /** Opens an address in the system browser. */
  openExternal: (url: string) => Promise<void>;
}

/**
 * Opens Open WebUI signed in, at `redirectTo` (a path of it) or its start. The sign-in link is a credential: it is asked
 * for at the click, checked, given to the browser and forgotten; no outcome and no error repeats it.
 *
 * Without single sign-on the plain address is opened. Errors: the network's when the server cannot be asked at all,
 * `validation`/`redirectTo`, and `unknown`/`openFailed` when the system has no browser for us.
 */
export async function launchOpenWebui(deps: LaunchDeps, redirectTo: string | null): Promise<Result<OpenWebuiOutcome>> {
  const status = await deps.api.openWebuiStatus();
  if (!status.ok) return status;
  if (!status.value.enabled || !status.value.url) return ok({ kind: 'notConfigured' });

  const plain = judgePlainAddress(status.value.url, deps.server);
  if (plain.kind === 'refused') return ok(plain);
  if (redirectTo !== null && !isInside(redirectTo, plain.url)) {
    return fail(appError('validation', 'Open WebUI: a target outside of it', { reason: 'redirectTo' }));
  }

  const sso = await deps.api.openWebuiSso(redirectTo);
  if (!sso.ok) return openPlain(deps, plain.url, sso.error);
  const verdict = judgeSignInLink(sso.value.ssoUrl, {
    apiBase: deps.server,
    isExpectedHost: (host) => isExpected(host, plain.url, deps),
  });
  return openJudged(deps, verdict);
}

function isExpected(host: string, plain: URL, { server, confirmed }: LaunchDeps): boolean {
  return host === plain.host || host === new URL(server).host || confirmed.has(server, host);
}

async function openJudged(deps: LaunchDeps, verdict: LinkVerdict): Promise<Result<OpenWebuiOutcome>> {
  if (verdict.kind !== 'accepted') return ok(verdict);
  const opened = await open(deps, verdict.url);
  return opened.ok ? ok({ kind: 'opened', host: verdict.url.host }) : opened;
}

/** 503, and by a fault of the server 500, mean that sign-on is not enabled there; 404 that it does not know of it. */
async function openPlain(deps: LaunchDeps, url: URL, error: AppError): Promise<Result<OpenWebuiOutcome>> {
  if (error.kind === 'cancelled') return fail(error);
  const opened = await open(deps, url);
  if (!opened.ok) return opened;
  const disabled = error.status === 503 || error.status === 500 || error.status === 404;
  return ok({ kind: 'openedPlain', host: url.host, reason: disabled ? 'ssoDisabled' : 'ssoUnavailable' });
}

async function open({ openExternal }: LaunchDeps, url: URL): Promise<Result<null>> {
  try {
    await openExternal(url.href);
    return ok(null);
  } catch {
    // What the system says may hold the address.
    return fail(appError('unknown', 'the system browser could not be opened', { reason: 'openFailed' }));
  }
}
