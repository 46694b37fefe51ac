import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProxyChoice } from '../../preload/contract.ts';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';

interface ProxyPickProps {
  readonly label: string;
  readonly chosen: ProxyChoice;
  readonly onChoose: (choice: ProxyChoice) => void;
}

/** As the system, none, or one by its address, which is chosen only once it is there. */
export function ProxyPick({ label, chosen, onChoose }: ProxyPickProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(chosen.kind);
  const choose = (next: ProxyChoice['kind']) => {
    setKind(next);
    if (next !== 'address') onChoose({ kind: next });
  };
  return (
    <>
      <Choice
        label={label}
        value={kind}
        onChange={choose}
        options={[
          { value: 'system', label: t('network.proxySystem') },
          { value: 'none', label: t('network.proxyNone') },
          { value: 'address', label: t('network.proxyAddress') },
        ]}
      />
      {kind === 'address' && (
        <ProxyAddress
          kept={chosen.kind === 'address' ? chosen.address : ''}
          onChange={(address) => onChoose({ kind: 'address', address })}
        />
      )}
    </>
  );
}

function ProxyAddress({ kept, onChange }: { kept: string; onChange: (address: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(kept);
  const address = proxyOrigin(text);
  const unsupported = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text.trim());
  const change = (next: string) => {
    setText(next);
    const origin = proxyOrigin(next);
    if (origin !== null && origin !== kept) onChange(origin);
  };
  const error = unsupported ? t('network.proxyScheme') : text !== '' && address === null ? t('network.proxyBad') : null;
  return (
    <Field
      label={t('network.proxyAddressLabel')}
      mono
      value={text}
      placeholder={t('network.proxyPlaceholder')}
      spellCheck={false}
      autoCapitalize="off"
      hint={t('network.proxyAddressHint')}
      error={error}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** `proxy.example:3128` → `http://proxy.example:3128`; `null` when it is no address of a proxy, or holds a password. */
export function proxyOrigin(text: string): string | null {
  const typed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return /\s/.test(typed) || url.hostname === '' ? null : url.origin;
}
