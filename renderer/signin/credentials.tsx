import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { Checkbox } from '../ui/switch.tsx';
import { SecretField } from './secret-field.tsx';
import { keychainSentence, signInSentence } from './sentences.ts';

/** How somebody proves who they are. */
export type Way = 'password' | 'token';

interface SecretProps {
  readonly way: Way;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly error: AppError | null;
}

/** The password, or the token in its place. A refusal is said under it; any other failure above the button. */
export function Secret({ way, input, error }: SecretProps) {
  const { t } = useTranslation();
  const refusal = error?.kind === 'auth' ? signInSentence(t, error, way) : null;
  return way === 'password' ? (
    <SecretField
      key="password"
      label={t('signin.password')}
      icon="lock"
      input={input}
      autoComplete="current-password"
      error={refusal}
    />
  ) : (
    <SecretField
      key="token"
      label={t('signin.token')}
      icon="key"
      input={input}
      autoComplete="off"
      hint={t('signin.tokenHint')}
      error={refusal}
    />
  );
}

interface KeepProps {
  readonly keep: boolean;
  readonly onChange: (keep: boolean) => void;
}

/** Keep me signed in, with what it means; without a keychain, why it cannot be offered. */
export function Keep({ keep, onChange }: KeepProps) {
  const { t } = useTranslation();
  const problem = useApp((state) => keychainSentence(t, state.keychain));
  return problem === null ? (
    <Checkbox label={t('signin.keep')} hint={t('signin.keepHint')} checked={keep} onChange={onChange} />
  ) : (
    <Note kind="warn">{problem}</Note>
  );
}

/** A failure that is not about the name or the secret. */
export function Failure({ error, way }: { error: AppError | null; way: Way }) {
  const { t } = useTranslation();
  if (error === null || error.kind === 'auth' || error.kind === 'cancelled') return null;
  return (
    <Note kind="bad" live>
      {signInSentence(t, error, way)} {t('signin.textStays')}
    </Note>
  );
}

/** Switches between the two ways. */
export function OtherWay({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  const { t } = useTranslation();
  return (
    <p className="center">
      <Button kind="link" onClick={() => onChange(way === 'password' ? 'token' : 'password')}>
        {way === 'password' ? t('signin.useToken') : t('signin.usePassword')}
      </Button>
    </p>
  );
}
