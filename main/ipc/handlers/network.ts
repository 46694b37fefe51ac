import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { Network } from '../../network/index.ts';
import { Secret } from '../../secret.ts';
import type { Handlers } from '../dispatcher.ts';

export type NetworkCommand = Extract<CommandName, `network.${string}`>;

export function networkHandlers(network: Network): Pick<Handlers, NetworkCommand> {
  return {
    'network.get': () => ok(network.state()),
    'network.certificate': ({ origin }) => network.certificate(origin),
    'network.trust': ({ origin, fingerprint }) => network.trust(origin, fingerprint),
    'network.forget': ({ origin }) => network.forget(origin),
    'network.proxyPassword': ({ proxy, user, password }) => network.proxyPassword(proxy, user, new Secret(password)),
    'network.forgetPassword': ({ proxy }) => network.forgetPassword(proxy),
  };
}
