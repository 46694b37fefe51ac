import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { join } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Key } from './key.tsx';
import { SignLine } from './note.tsx';

interface FieldProps extends Omit<ComponentPropsWithRef<'input'>, 'id'> {
  readonly label: string;
  readonly icon?: IconName;
  /** One quiet line under the field; an error takes its place. */
  readonly hint?: ReactNode;
  /** A sentence. It never clears the text. */
  readonly error?: ReactNode;
  /** At the right end inside the field, e.g. a Show button. */
  readonly trailing?: ReactNode;
  readonly mono?: boolean;
}

/** A labelled line of text. What stands under it is read with it. */
export function Field({ label, icon, hint, error, trailing, mono = false, ...input }: FieldProps) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className="fieldset">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className={join('field', error !== undefined && error !== null && 'bad')}>
        {icon !== undefined && <Icon name={icon} />}
        <input
          dir="auto"
          {...input}
          id={id}
          className={join('field-text', mono && 'mono')}
          aria-invalid={error ? true : undefined}
          aria-describedby={below ? `${id}-below` : undefined}
        />
        {trailing}
      </div>
      <div id={`${id}-below`} className="hint" aria-live="polite">
        {error ? <SignLine sign="problem">{error}</SignLine> : hint}
      </div>
    </div>
  );
}

interface SearchFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'aria-label'> {
  readonly label: string;
  /** Shown in an empty field; its name, unless that is too long to be seen. */
  readonly placeholder?: string;
  /** The accelerator that brings the caret here, e.g. `Mod+F`; shown while the field is empty. */
  readonly accelerator?: string;
  /** At the right end, e.g. the number of hits. */
  readonly trailing?: ReactNode;
}

/** A search field. */
export function SearchField({
  label,
  placeholder = label,
  accelerator,
  trailing,
  className,
  ...input
}: SearchFieldProps) {
  return (
    <div className={join('field field-search', className)}>
      <Icon name="search" />
      <input dir="auto" {...input} type="search" className="field-text" aria-label={label} placeholder={placeholder} />
      {trailing}
      {accelerator !== undefined && !input.value && <Key accelerator={accelerator} />}
    </div>
  );
}
