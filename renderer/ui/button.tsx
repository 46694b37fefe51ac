import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { Icon, type IconName, Sign } from './icon.tsx';

interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type'> {
  /** `main` is filled: at most one a view. `danger` is for what destroys. `link` sits inside a sentence. */
  readonly kind?: 'plain' | 'main' | 'quiet' | 'danger' | 'link';
  /** 28 px by default, 24 `small`, 32 and the full width `wide`. */
  readonly size?: 'row' | 'small' | 'wide';
  readonly icon?: IconName;
  /** Work is under way: the sign turns in place of the icon, presses do nothing, the width stays. */
  readonly busy?: boolean;
  /** Submits the form it is in. */
  readonly submit?: boolean;
  readonly children: ReactNode;
}

const KINDS = {
  plain: 'btn',
  main: 'btn btn-main',
  quiet: 'btn btn-quiet',
  danger: 'btn btn-bad',
  link: 'btn-link',
} as const;
const SIZES = { row: '', small: 'btn-small', wide: 'btn-wide' } as const;

/** A button with words. A disabled one says why in its `title`. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', size = 'row', icon, busy = false, submit = false, className, children, ...rest } = props;
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={join(KINDS[kind], SIZES[size], className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? ignore : rest.onClick}
    >
      {busy ? <Sign name="working" /> : icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type' | 'children' | 'aria-label'> {
  readonly icon: IconName;
  /** Its name, for the tooltip and for those who do not see the icon. */
  readonly label: string;
  /** The key that does the same, already formatted for the platform; shown in the tooltip. */
  readonly keys?: string;
  readonly kind?: 'plain' | 'main' | 'quiet';
  readonly small?: boolean;
  readonly pressed?: boolean;
  readonly busy?: boolean;
  readonly submit?: boolean;
}

/** A button with an icon only. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, keys, kind = 'quiet', small = false, pressed, busy = false, submit = false, ...others } = props;
  const { className, title, ...rest } = others;
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={join(KINDS[kind], 'btn-icon', small && 'btn-small', pressed && 'on', className)}
      aria-label={label}
      title={title ?? (keys === undefined ? label : `${label} (${keys})`)}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? ignore : rest.onClick}
    >
      {busy ? <Sign name="working" /> : <Icon name={icon} />}
    </button>
  );
}

function ignore(event: MouseEvent): void {
  event.preventDefault();
}

/** Class names, the absent ones left out. */
export function join(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
