import type { Account, SessionState } from '../../preload/contract.ts';
import type { Session } from '../accounts/session.ts';
import { type AppError, appError } from '../errors.ts';
import { judgePlainAddress } from '../openwebui/link.ts';
import type { ProbeDeps } from './probes/answer.ts';
import { type HalextAccess, probeHalext } from './probes/halext.ts';
import { probeOpenWebui } from './probes/open-webui.ts';
import type { Target } from './target.ts';
import type { Usage } from './usage.ts';

export interface AccountTargetsDeps {
  readonly probe: ProbeDeps;
  readonly session: Pick<Session, 'state' | 'token'>;
  readonly usage: Usage;
  /** The server has named another Open WebUI than before. */
  readonly changed: () => void;
}

/** What comes with the account in use: its server with the AI behind it, and the Open WebUI the server names. */
export interface AccountTargets {
  current(): readonly Target[];
}

export function createAccountTargets({ probe, session, usage, changed }: AccountTargetsDeps): AccountTargets {
  let openWebui: { readonly accountId: number; readonly address: string } | null = null;

  function learn(account: Account, address: string | null): void {
    const plain = address === null ? null : judgePlainAddress(address, account.server);
    const found = plain?.kind === 'accepted' ? plain.url.href.replace(/\/+$/, '') : null;
    if (found === (openWebui?.accountId === account.id ? openWebui.address : null)) return;
    openWebui = found === null ? null : { accountId: account.id, address: found };
    changed();
  }

  function halext(account: Account): Target {
    const [api, ai] = [`halext-${account.id}`, `halext-ai-${account.id}`];
    const shared = { address: account.server, owner: account.demo ? 'demo' : 'account' } as const;
    return {
      key: JSON.stringify([api, account.server]),
      address: account.server,
      services: [
        { ...shared, id: api, kind: 'halext', name: 'Halext API', partOf: null },
        { ...shared, id: ai, kind: 'halextAi', name: 'Halext AI', partOf: api },
      ],
      async check(how) {
        const access = accessOf(account);
        if (access === null) return new Map();
        const seen = await probeHalext(probe, access, how);
        if (seen.openWebui && !how.signal.aborted) learn(account, seen.openWebui.address);
        return new Map([
          [api, seen.api],
          [ai, seen.ai],
        ]);
      },
    };
  }

  /** `null` when another account is in use by now. */
  function accessOf(account: Account): HalextAccess | null {
    const state = session.state();
    if (openAccount(state)?.id !== account.id) return null;
    return {
      base: account.server,
      token: session.token(),
      renews: state.kind === 'signedIn' && state.keep,
      ended: endOf(state),
      lastModel: usage.lastModel(probe.clock.now()),
    };
  }

  function webui(account: Account, address: string): Target {
    const id = `open-webui-${account.id}`;
    const owner = account.demo ? 'demo' : 'account';
    return {
      key: JSON.stringify([id, address]),
      address,
      services: [{ id, kind: 'openWebui', name: 'Open WebUI', address, owner, partOf: null }],
      check: async ({ signal }) => new Map([[id, await probeOpenWebui(probe, address, signal)]]),
    };
  }

  return {
    current() {
      const account = openAccount(session.state());
      if (account === null) return [];
      const known = openWebui?.accountId === account.id ? [webui(account, openWebui.address)] : [];
      return [halext(account), ...known];
    },
  };
}

/** The account in use, also while its session has ended. */
export function openAccount(state: SessionState): Account | null {
  return state.kind === 'signedIn' || state.kind === 'expired' ? state.account : null;
}

function endOf(state: SessionState): AppError | null {
  if (state.kind !== 'expired') return null;
  return appError('auth', `the session has expired: ${state.reason}`, {
    reason: state.reason === 'ended' ? 'sessionEnded' : state.reason,
  });
}
