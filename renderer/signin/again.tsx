import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure, Keep, OtherWay, Secret, type Way } from './credentials.tsx';
import { hostOf } from './known-accounts.tsx';
import { forget } from './secret-field.tsx';
import { useSignIn } from './use-sign-in.ts';

interface SignInAgainProps {
  readonly account: Account;
  /** Signed in again, or left. */
  readonly onClose: () => void;
}

/** The session of a known account has ended: only its password is asked for, over the window that stays readable. */
export function SignInAgain({ account, onClose }: SignInAgainProps) {
  const { t } = useTranslation();
  const [keep, setKeep] = useState(false);
  const [way, setWay] = useState<Way>('password');
  const secret = useRef<HTMLInputElement>(null);
  const formId = useId();
  const { busy, error, attempt, clearError } = useSignIn();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const typed = secret.current?.value ?? '';
    const address = account.server;
    const done = await attempt(() =>
      way === 'password'
        ? call('session.signIn', { address, username: account.username, password: typed, keep })
        : call('session.signInWithToken', { address, token: typed.trim() }),
    );
    if (done) {
      forget(secret);
      onClose();
    } else secret.current?.select();
  }

  function changeWay(next: Way): void {
    forget(secret);
    clearError();
    setWay(next);
  }

  return (
    <Dialog
      title={t('signin.againTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('signin.later')}</Button>
          <Button kind="main" submit form={formId} busy={busy}>
            {t('signin.submit')}
          </Button>
        </>
      }
    >
      <p className="soft">{t('signin.againText', { name: account.username, host: hostOf(account.server) })}</p>
      <form id={formId} className="signin-fields" onSubmit={(event) => void submit(event)}>
        <Secret way={way} input={secret} error={error} />
        {way === 'password' && <Keep keep={keep} onChange={setKeep} />}
        <Failure error={error} way={way} />
        <OtherWay way={way} onChange={changeWay} />
      </form>
    </Dialog>
  );
}
