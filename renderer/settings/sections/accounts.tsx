import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, AppError } from '../../../preload/contract.ts';
import { initials } from '../../app/initials.ts';
import { accountOf, useApp } from '../../app/store.ts';
import { timeOfDay } from '../../chat/time.ts';
import { AccountProxy } from '../../network/account-proxy.tsx';
import { AddAccount } from '../../signin/index.tsx';
import { hostOf } from '../../signin/known-accounts.tsx';
import { keychainSentence } from '../../signin/sentences.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { DemoMark } from '../../ui/chip.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Note } from '../../ui/note.tsx';
import { Line } from '../line.tsx';
import { SignOut } from '../sign-out.tsx';

/** Who is signed in here, and who else may be. */
export function Accounts() {
  const account = useApp((state) => accountOf(state.session));
  const isLocal = useApp((state) => state.session.kind === 'local');
  return (
    <>
      {isLocal ? <Local /> : account && <Current account={account} />}
      <Others currentId={account?.id ?? null} />
    </>
  );
}

/** Nobody is signed in, and nobody has to be. */
function Local() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <Line id="account">
      {() => (
        <>
          <p>{t('app.withoutServer')}</p>
          <div className="row">
            <Button onClick={() => setAdding(true)}>{t('app.signInToServer')}</Button>
          </div>
          <p className="hint">{t('app.signInKeeps')}</p>
          {adding && <AddAccount onClose={() => setAdding(false)} />}
        </>
      )}
    </Line>
  );
}

function Current({ account }: { account: Account }) {
  const { t } = useTranslation();
  const keychain = useApp((state) => keychainSentence(t, state.keychain));
  const [leaving, setLeaving] = useState(false);
  return (
    <Line id="account">
      {() => (
        <>
          <AccountCard account={account}>
            <Button kind="danger" size="small" onClick={() => setLeaving(true)}>
              {t('settings.signOut')}
            </Button>
          </AccountCard>
          <p className="soft">
            <Keeping />
          </p>
          <AccountProxy account={account} />
          {keychain !== null && <Note kind="warn">{keychain}</Note>}
          {leaving && <SignOut account={account} onClose={() => setLeaving(false)} />}
        </>
      )}
    </Line>
  );
}

/** Whether the session goes on by itself. */
function Keeping() {
  const { t, i18n } = useTranslation();
  const session = useApp((state) => state.session);
  switch (session.kind) {
    case 'signedIn':
      if (session.account.demo) return t('settings.keepDemo');
      return session.keep
        ? t('settings.keepOn')
        : t('settings.keepOff', { time: timeOfDay(session.expiresAt, i18n.language) });
    case 'expired':
      return t('settings.sessionEnded');
    case 'starting':
    case 'signedOut':
    case 'local':
      return null;
  }
}

function AccountCard({ account, children }: { account: Account; children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="account">
      <span className="face" aria-hidden="true">
        {initials(account.displayName)}
      </span>
      <span className="account-name">
        <span className="row">
          <span className="strong cut">{account.displayName}</span>
          {account.demo && <DemoMark label={t('app.demo')} />}
        </span>
        <span className="small soft cut" title={account.server}>
          {t('settings.accountAt', { name: account.username, host: hostOf(account.server) })}
        </span>
      </span>
      {children}
    </div>
  );
}

function Others({ currentId }: { currentId: number | null }) {
  const { t } = useTranslation();
  const accounts = useApp((state) => state.accounts);
  const [adding, setAdding] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function switchTo(accountId: number): Promise<void> {
    const result = await call('session.switchTo', { accountId });
    if (result.ok) useApp.setState({ session: result.value });
    setError(result.ok ? null : result.error);
  }

  return (
    <Line id="otherAccounts">
      {() => (
        <>
          {accounts
            .filter((each) => each.id !== currentId)
            .map((each) => (
              <AccountCard key={each.id} account={each}>
                <Button size="small" onClick={() => void switchTo(each.id)}>
                  {t('settings.switchTo')}
                </Button>
              </AccountCard>
            ))}
          <div className="row">
            <Button icon="plus" onClick={() => setAdding(true)}>
              {t('settings.addAccount')}
            </Button>
          </div>
          {error && (
            <Note kind="bad" live>
              {errorSentence(t, error)}
            </Note>
          )}
          {adding && <AddAccount onClose={() => setAdding(false)} />}
        </>
      )}
    </Line>
  );
}
