import type { ReactNode } from 'react';
import { join } from '../ui/button.tsx';
import { Key } from '../ui/key.tsx';

interface KeyButtonProps {
  readonly accelerator: string;
  /** 0 is always shown; 1 and 2 go first when the window is narrow. */
  readonly rank: 0 | 1 | 2;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A key at the foot, which can be pressed with the mouse too. */
export function KeyButton({ accelerator, rank, onClick, children }: KeyButtonProps) {
  return (
    <button type="button" className={join('keys', `rank-${rank}`)} onClick={onClick}>
      <Key accelerator={accelerator} /> <span>{children}</span>
    </button>
  );
}
