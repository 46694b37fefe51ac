import type { ComponentPropsWithRef } from 'react';
import { join } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

interface ChipButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type'> {
  readonly icon?: IconName;
}

/** A chip that opens a choice. */
export function ChipButton({ icon, className, children, ...rest }: ChipButtonProps) {
  return (
    <button {...rest} type="button" className={join('chip', className)}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
      <Icon name="down" />
    </button>
  );
}

/** A count that asks for attention; `label` says what is counted, e.g. "3 unread". */
export function Badge({ count, label }: { count: number; label: string }) {
  return (
    <span className="badge">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="vh">{label}</span>
    </span>
  );
}

/** The mark of the demo workspace; `label` is its word in the language of the window. */
export function DemoMark({ label }: { label: string }) {
  return <span className="demo">{label}</span>;
}
