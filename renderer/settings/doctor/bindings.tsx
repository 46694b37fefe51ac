import { type Ref, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotkeyBinding } from '../../../preload/contract.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { bindingTitle } from './words.ts';

interface BindingsProps {
  readonly ref: Ref<HTMLDetailsElement>;
  readonly bindings: readonly HotkeyBinding[];
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** How each desktop is told to call the quick window itself. */
export function Bindings({ ref, bindings, open, onOpen }: BindingsProps) {
  const { t } = useTranslation();
  return (
    <details
      ref={ref}
      className="fold doctor-bindings"
      open={open}
      onToggle={(event) => onOpen(event.currentTarget.open)}
    >
      <summary>{t('doctor.bindings')}</summary>
      <div className="fold-body">
        <p className="hint">{t('doctor.bindingsHint')}</p>
        {bindings.map((binding) => (
          <Binding key={binding.path ?? binding.desktop} binding={binding} />
        ))}
      </div>
    </details>
  );
}

/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 2000;

function Binding({ binding }: { readonly binding: HotkeyBinding }) {
  const { t } = useTranslation();
  const title = bindingTitle(t, binding);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied((await call('app.copy', { text: binding.text })).ok);
  return (
    <section className="doctor-binding" aria-label={title}>
      <header className="row">
        <h3 className="small">{title}</h3>
        <Button size="small" kind="quiet" icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
          {copied ? t('doctor.copied') : t('doctor.copy')}
        </Button>
      </header>
      <pre
        className="mono small"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        {binding.text}
      </pre>
    </section>
  );
}
