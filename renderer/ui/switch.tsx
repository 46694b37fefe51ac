import { type ReactNode, useId } from 'react';
import { join } from './button.tsx';

interface ToggleProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

/** On or off, at once: nothing has to be confirmed. */
export function Switch({ label, checked, onChange, hint, disabled = false }: ToggleProps) {
  return <Toggle role="switch" look="switch" {...{ label, checked, onChange, hint, disabled }} />;
}

/** Part of a form that is sent later. */
export function Checkbox({ label, checked, onChange, hint, disabled = false }: ToggleProps) {
  return <Toggle look="box" {...{ label, checked, onChange, hint, disabled }} />;
}

function Toggle(props: ToggleProps & { role?: 'switch'; look: 'switch' | 'box' }) {
  const { label, checked, onChange, hint, disabled, role, look } = props;
  const id = useId();
  return (
    <div className="check">
      <input
        type="checkbox"
        id={id}
        role={role}
        className={look}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <div>
        <label className={join(disabled && 'faint')} htmlFor={id}>
          {label}
        </label>
        {hint && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
