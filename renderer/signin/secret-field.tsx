import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

interface SecretFieldProps {
  readonly label: string;
  readonly icon: 'lock' | 'key';
  /** The text lives in the element only, never in the state of the page: read it, then `forget` it. */
  readonly input: RefObject<HTMLInputElement | null>;
  readonly autoComplete: 'current-password' | 'off';
  readonly hint?: string;
  readonly error: string | null;
}

/** A password or a token, hidden unless asked for. */
export function SecretField({ input, error, ...field }: SecretFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...field}
      ref={input}
      type={shown ? 'text' : 'password'}
      required
      mono={shown}
      error={error}
      spellCheck={false}
      autoCapitalize="off"
      trailing={
        <Button kind="link" className="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('signin.hide') : t('signin.show')}
        </Button>
      }
    />
  );
}

/** Empties the field: after it has been used, a secret stays nowhere in the window. */
export function forget(input: RefObject<HTMLInputElement | null>): void {
  if (input.current) input.current.value = '';
}
