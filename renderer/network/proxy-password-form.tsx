import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, ProxyAsking } from '../../preload/contract.ts';
import { forget, SecretField } from '../signin/secret-field.tsx';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import './network.css';

/** What a proxy asks for, once: kept in the keychain and sent to that proxy only. */
export function ProxyPasswordForm({ asking: { proxy, wrong } }: { asking: ProxyAsking }) {
  const { t } = useTranslation();
  const [user, setUser] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const password = useRef<HTMLInputElement>(null);

  async function keep(): Promise<void> {
    const result = await call('network.proxyPassword', { proxy, user, password: password.current?.value ?? '' });
    forget(password);
    setError(result.ok ? null : result.error);
  }

  return (
    <form
      className="proxy-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <p>{wrong ? t('network.passwordWrong', { proxy }) : t('network.passwordWanted', { proxy })}</p>
      <Field
        label={t('network.user')}
        icon="user"
        value={user}
        required
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <SecretField label={t('network.password')} icon="lock" input={password} autoComplete="off" error={null} />
      <div className="row">
        <Button kind="main" submit>
          {t('network.keepPassword')}
        </Button>
      </div>
      <p className="hint">{t('network.passwordHint')}</p>
      {error && (
        <Note kind="bad" live>
          {errorSentence(t, error)}
        </Note>
      )}
    </form>
  );
}
