import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Failure, Keep, OtherWay, Secret, type Way } from './credentials.tsx';
import { KnownAccounts } from './known-accounts.tsx';
import { forget } from './secret-field.tsx';
import { ServerField } from './server-field.tsx';
import { useSignIn } from './use-sign-in.ts';

/** The whole sign-in form. A failure never clears what was typed; a success leaves no secret behind. */
export function SignInForm() {
  const { t } = useTranslation();
  const accounts = useApp((state) => state.accounts);
  const [address, setAddress] = useState('');
  const [username, setUsername] = useState('');
  const [keep, setKeep] = useState(false);
  const [way, setWay] = useState<Way>('password');
  const secret = useRef<HTMLInputElement>(null);
  const { busy, error, attempt, clearError } = useSignIn();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const typed = secret.current?.value ?? '';
    const done = await attempt(() =>
      way === 'password'
        ? call('session.signIn', { address, username: username.trim(), password: typed, keep })
        : call('session.signInWithToken', { address, token: typed.trim() }),
    );
    if (done) forget(secret);
    else secret.current?.select();
  }

  function choose(account: Account): void {
    setAddress(account.server);
    setUsername(account.username);
    clearError();
    secret.current?.focus();
  }

  function changeWay(next: Way): void {
    forget(secret);
    clearError();
    setWay(next);
  }

  return (
    <form className="signin-fields" onSubmit={(event) => void submit(event)} autoComplete="off">
      <KnownAccounts accounts={accounts} onChoose={choose} />
      <ServerField address={address} onChange={setAddress} autoFocus={accounts.length === 0} />
      {way === 'password' && (
        <Field
          label={t('signin.username')}
          icon="user"
          value={username}
          required
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
      )}
      <Secret way={way} input={secret} error={error} />
      {way === 'password' && <Keep keep={keep} onChange={setKeep} />}
      <Failure error={error} way={way} />
      <Button kind="main" size="wide" submit busy={busy}>
        {t('signin.submit')}
      </Button>
      <OtherWay way={way} onChange={changeWay} />
    </form>
  );
}
