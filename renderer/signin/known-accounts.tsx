import { useTranslation } from 'react-i18next';
import type { Account } from '../../preload/contract.ts';
import { initials } from '../app/initials.ts';

interface KnownAccountsProps {
  readonly accounts: readonly Account[];
  readonly onChoose: (account: Account) => void;
}

/** Who has signed in on this computer before and left a copy of the conversations: one press fills the form. */
export function KnownAccounts({ accounts, onChoose }: KnownAccountsProps) {
  const { t } = useTranslation();
  const real = accounts.filter((account) => !account.demo);
  if (real.length === 0) return null;
  return (
    <section className="known" aria-label={t('signin.known')}>
      <h2 className="label">{t('signin.known')}</h2>
      {real.map((account) => (
        <button key={account.id} type="button" className="known-account" onClick={() => onChoose(account)}>
          <span className="face" aria-hidden="true">
            {initials(account.displayName)}
          </span>
          <span className="known-name">
            <span className="cut strong">{account.displayName}</span>
            <span className="cut small soft">{hostOf(account.server)}</span>
          </span>
        </button>
      ))}
    </section>
  );
}

/** The host and port of a server address, as people name it. */
export function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
