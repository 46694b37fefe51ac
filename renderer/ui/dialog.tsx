import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';

interface DialogProps {
  readonly title: string;
  /** Esc, the cross, or a press outside: the person wants out. Unmount the dialog then. */
  readonly onClose: () => void;
  /** A row of buttons at the end; the last one is the one that goes on. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A modal dialog: the rest of the window is inert while it is mounted, and the focus goes back to where it was when it
 * is unmounted. The focus begins at the first field, or, where there is none, at the first (harmless) button of the
 * footer.
 */
export function Dialog({ title, onClose, footer, children }: DialogProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const field = element?.querySelector<HTMLElement>('.dialog-body :is(input, textarea):not(:disabled)');
    (field ?? element?.querySelector<HTMLElement>('.dialog-foot button'))?.focus();
    // Closed before React takes it away: only then does the browser give the focus back.
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog-sheet">
        <header className="row">
          <h2 id={titleId}>{title}</h2>
          <IconButton className="push" icon="cross" label={t('common.close')} onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {footer && <footer className="row dialog-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}
