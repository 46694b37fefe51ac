import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServerProxy } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { useHealth } from '../health/health-store.ts';
import { listed } from '../health/moments.ts';
import { saveNetwork } from '../settings/save.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { isOwnComputer } from './own-computer.ts';
import { ProxyPick } from './proxy-pick.tsx';

/** Servers that are reached another way than the others; one in use can be added. */
export function ProxyForServers() {
  const { t } = useTranslation();
  const { proxy, proxyFor } = useApp((state) => state.settings.network);
  const free = useOrigins().filter((origin) => proxyFor.every((one) => one.origin !== origin));
  const change = (changed: ServerProxy) =>
    saveNetwork({ proxyFor: proxyFor.map((one) => (one.origin === changed.origin ? changed : one)) });
  return (
    <>
      {proxyFor.length > 0 && (
        <ul className="network-list">
          {proxyFor.map(({ origin, proxy: chosen }) => (
            <li key={origin}>
              <div className="proxy-of">
                <span className="mono cut">{origin}</span>
                <AccountsAt origin={origin} />
                <ProxyPick
                  label={t('network.proxyOf', { origin })}
                  chosen={chosen}
                  onChoose={(choice) => change({ origin, proxy: choice })}
                />
              </div>
              <Button
                size="small"
                aria-label={t('network.asOthersFor', { origin })}
                onClick={() => saveNetwork({ proxyFor: proxyFor.filter((one) => one.origin !== origin) })}
              >
                {t('network.asOthers')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {free.length > 0 ? (
        <Menu
          label={t('network.whichServer')}
          // What holds for all is where a choice begins: nothing changes before it is made.
          entries={free.map((origin) => ({
            kind: 'item',
            label: origin,
            onSelect: () => saveNetwork({ proxyFor: [...proxyFor, { origin, proxy }] }),
          }))}
          button={(props) => (
            <Button size="small" {...props}>
              {t('network.forOneServer')}
            </Button>
          )}
        />
      ) : (
        proxyFor.length === 0 && <p className="soft">{t('network.noServers')}</p>
      )}
    </>
  );
}

/** Whose account is on a server: it is theirs that goes another way. */
function AccountsAt({ origin }: { origin: string }) {
  const { t, i18n } = useTranslation();
  const accounts = useApp((state) => state.accounts);
  const names = accounts.filter(({ server }) => URL.parse(server)?.origin === origin).map(({ username }) => username);
  if (names.length === 0) return null;
  return (
    <span className="small soft">
      {t('network.accountsAt', { count: names.length, names: listed(names, i18n.language) })}
    </span>
  );
}

/** Where the services in use are, without this computer itself: no proxy is ever between. */
function useOrigins(): readonly string[] {
  const services = useHealth((state) => state.report?.services);
  return useMemo(() => {
    const origins = (services ?? []).flatMap(({ address }) => URL.parse(address) ?? []);
    return [...new Set(origins.filter(({ hostname }) => !isOwnComputer(hostname)).map(({ origin }) => origin))];
  }, [services]);
}
