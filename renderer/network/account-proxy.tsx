import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Account, ProxyChoice } from '../../preload/contract.ts';
import { showNetwork, useApp } from '../app/store.ts';
import { saveNetwork } from '../settings/save.ts';
import { Button } from '../ui/button.tsx';
import { isOwnComputer } from './own-computer.ts';

/**
 * By which way an account's server is reached, for whoever looks for it at the account: proxies go by server, so another
 * way is another way for every account there. Nothing for a server on this computer, which no proxy is ever between.
 */
export function AccountProxy({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { proxy, proxyFor } = useApp((state) => state.settings.network);
  const server = URL.parse(account.server);
  if (!server || isOwnComputer(server.hostname)) return null;
  const { origin } = server;
  const own = proxyFor.find((one) => one.origin === origin);
  const choose = () => {
    // What holds for all is where a choice begins: nothing changes before it is made.
    if (!own) saveNetwork({ proxyFor: [...proxyFor, { origin, proxy }] });
    showNetwork();
  };
  return (
    <p className="soft row wrap">
      <span>
        {own
          ? t('network.accountProxyOwn', { way: wayWords(own.proxy, t) })
          : t('network.accountProxy', { way: wayWords(proxy, t) })}
      </span>
      <Button size="small" onClick={choose}>
        {own ? t('network.changeProxy') : t('network.chooseProxy')}
      </Button>
    </p>
  );
}

/** A way in a few words. */
function wayWords(proxy: ProxyChoice, t: TFunction): string {
  switch (proxy.kind) {
    case 'system':
      return t('network.waySystem');
    case 'none':
      return t('network.wayNone');
    case 'address':
      return new URL(proxy.address).host;
    case 'pac':
      return t('network.wayPac', { host: new URL(proxy.address).host });
  }
}
