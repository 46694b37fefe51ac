import { type ReactNode, useState } from 'react';
import { Icon, type IconName } from '../ui/icon.tsx';

interface Props {
  readonly icon: IconName;
  readonly label: string;
  readonly children: ReactNode;
}

/** One line that unfolds. What is folded is not drawn. */
export function Fold({ icon, label, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} />
        <Icon name={icon} />
        <span className="cut">{label}</span>
      </button>
      {open && <div className="folded">{children}</div>}
    </>
  );
}
