import { create } from 'zustand';
import type { NetworkState } from '../../preload/contract.ts';
import { call, on } from '../ui/bridge.ts';

const NOTHING: NetworkState = { trusted: [], asking: [], passwords: [] };

/** What was decided about certificates and proxies on this computer; empty until main has answered. */
export const useNetwork = create<NetworkState>(() => NOTHING);

/** Asks for it and follows its changes until the returned function is called. */
export function followNetwork(): () => void {
  let told = false;
  const stop = on('network', (state) => {
    told = true;
    useNetwork.setState(state);
  });
  void call('network.get', null).then((result) => {
    // What was told meanwhile is newer than the answer.
    if (result.ok && !told) useNetwork.setState(result.value);
  });
  return stop;
}
