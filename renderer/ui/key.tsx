import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAccelerator, type Platform, speakAccelerator } from './accelerator.ts';

/** The platform the window runs on, as `applyAppearance` wrote it on the root element. */
export function platform(): Platform {
  const name = document.documentElement.dataset.platform;
  return name === 'darwin' || name === 'win32' ? name : 'linux';
}

/** An accelerator for a tooltip, e.g. `⌘K` or `Ctrl+K`. */
export function keyText(accelerator: string, t: TFunction): string {
  return formatAccelerator(accelerator, platform(), t);
}

/** A key or a combination, e.g. `Mod+K`: signs for the eye, words for the ear. */
export function Key({ accelerator }: { accelerator: string }) {
  const { t } = useTranslation();
  return (
    <kbd className="key">
      <span aria-hidden="true">{formatAccelerator(accelerator, platform(), t)}</span>
      <span className="vh">{speakAccelerator(accelerator, platform(), t)}</span>
    </kbd>
  );
}

/** Keys and what they do, e.g. in a footer. */
export function KeyHint({ accelerators, children }: { accelerators: readonly string[]; children: ReactNode }) {
  return (
    <span className="keys">
      {accelerators.map((each) => (
        <Key key={each} accelerator={each} />
      ))}
      <span>{children}</span>
    </span>
  );
}
