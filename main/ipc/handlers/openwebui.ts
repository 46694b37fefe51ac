import type { CommandName } from '../../../preload/contract.ts';
import type { Session } from '../../accounts/session.ts';
import { appError, fail, ok } from '../../errors.ts';
import { type ConfirmedHosts, launchOpenWebui } from '../../openwebui/launch.ts';
import { provision } from '../../openwebui/provision.ts';
import type { Handlers } from '../dispatcher.ts';

export type OpenWebuiCommand = Extract<CommandName, `openwebui.${string}`>;

export interface OpenWebuiHandlerDeps {
  session: Session;
  confirmed: ConfirmedHosts;
  openExternal(url: string): Promise<void>;
}

export function openWebuiHandlers({
  session,
  confirmed,
  openExternal,
}: OpenWebuiHandlerDeps): Pick<Handlers, OpenWebuiCommand> {
  const signedOut = () => fail(appError('auth', 'no account is open', { reason: 'signedOut' }));

  function serverInUse(): string | null {
    const state = session.state();
    return state.kind === 'signedIn' || state.kind === 'expired' ? state.account.server : null;
  }

  return {
    'openwebui.open': async ({ redirectTo }) => {
      const api = session.api();
      const server = serverInUse();
      if (!api || !server) return signedOut();
      return launchOpenWebui({ api, server, confirmed, openExternal }, redirectTo);
    },
    'openwebui.confirm': ({ host }) => {
      const server = serverInUse();
      return server ? confirmed.add(server, host) : signedOut();
    },
    'openwebui.provision': async () => {
      const api = session.api();
      return api ? ok(await provision(api)) : signedOut();
    },
  };
}
