import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, join } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SignLine } from '../../ui/note.tsx';
import type { SecretInputs } from './secret-inputs.ts';

interface FormLineProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** A sentence; it takes the place of the hint. */
  readonly error?: string | null;
  readonly children: ReactNode;
}

/** A line of the form that holds more than one control. */
export function FormLine({ label, hint, error, children }: FormLineProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out on the grid of the form.
    <div className="fieldset" role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-below`}>
      <span className="label" id={`${id}-label`}>
        {label}
      </span>
      <div className="form-body">{children}</div>
      <div id={`${id}-below`} className="hint" aria-live="polite">
        {error ? <SignLine sign="problem">{error}</SignLine> : hint}
      </div>
    </div>
  );
}

interface SecretProps {
  readonly label: string;
  readonly field: string;
  readonly secrets: SecretInputs;
  readonly onType: () => void;
  readonly hint: string;
  readonly error: string | null;
}

/** A line of the form for a secret that is typed or pasted. */
export function SecretLine({ field, secrets, onType, ...line }: SecretProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...line}
      ref={secrets.refOf(field)}
      data-field={field}
      icon="key"
      type={shown ? 'text' : 'password'}
      mono={shown}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={onType}
      trailing={<ShowButton shown={shown} onToggle={() => setShown(!shown)} />}
    />
  );
}

interface SecretInputProps {
  readonly label: string;
  readonly field: string;
  readonly secrets: SecretInputs;
  readonly onType: () => void;
  readonly bad: boolean;
}

/** The same without a line of its own. */
export function SecretInput({ label, field, secrets, onType, bad }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className={join('field', bad && 'bad')}>
      <input
        ref={secrets.refOf(field)}
        aria-label={label}
        aria-invalid={bad || undefined}
        className={join('field-text', shown && 'mono')}
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={onType}
      />
      <ShowButton shown={shown} onToggle={() => setShown(!shown)} />
    </div>
  );
}

function ShowButton({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <Button kind="link" className="small" aria-pressed={shown} onClick={onToggle}>
      {shown ? t('signin.hide') : t('signin.show')}
    </Button>
  );
}

/** Always as many: even its length is the secret's own. */
const DOTS = '••••••••';

/** Stands where a secret is that nothing here can show. */
export function KeptSecret({ children }: { children: ReactNode }) {
  return (
    <div className="field kept">
      <Icon name="lock" />
      <span className="mono faint" aria-hidden="true">
        {DOTS}
      </span>
      <span className="small soft cut">{children}</span>
    </div>
  );
}
