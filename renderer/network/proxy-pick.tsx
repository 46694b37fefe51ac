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

/** As the system, none, one by its address, or what a PAC file says; an address is chosen only once it is there. */
export function ProxyPick({ label, chosen, onChoose }: ProxyPickProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(chosen.kind);
  const choose = (next: ProxyChoice['kind']) => {
    setKind(next);
    if (next === 'system' || next === 'none') onChoose({ kind: next });
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
          { value: 'pac', label: t('network.proxyPac') },
        ]}
      />
      {kind === 'address' && (
        <ProxyAddress
          kept={chosen.kind === 'address' ? chosen.address : ''}
          onChange={(address) => onChoose({ kind: 'address', address })}
        />
      )}
      {kind === 'pac' && (
        <PacAddress
          kept={chosen.kind === 'pac' ? chosen.address : ''}
          onChange={(address) => onChoose({ kind: 'pac', address })}
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

/** Taken when the caret leaves it, or on Enter: half an address would be asked for the file. */
function PacAddress({ kept, onChange }: { kept: string; onChange: (address: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(kept);
  const [wrong, setWrong] = useState(false);
  const take = () => {
    const address = pacAddress(text);
    setWrong(text.trim() !== '' && address === null);
    if (address === null) return;
    setText(address);
    if (address !== kept) onChange(address);
  };
  return (
    <Field
      label={t('network.pacLabel')}
      mono
      value={text}
      placeholder={t('network.pacPlaceholder')}
      spellCheck={false}
      autoCapitalize="off"
      hint={t('network.pacHint')}
      error={wrong ? t('network.pacBad') : null}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}

/** The address of a PAC file as `URL` writes it; `null` when it is none on the web, or holds a password. */
export function pacAddress(text: string): string | null {
  const url = webAddress(text);
  return url === null ? null : url.href;
}

/** `proxy.example:3128` → `http://proxy.example:3128`; `null` when it is no address of a proxy, or holds a password. */
export function proxyOrigin(text: string): string | null {
  return webAddress(text)?.origin ?? null;
}

/** Without a scheme it is plain http. */
function webAddress(text: string): URL | null {
  const typed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return /\s/.test(typed) || url.hostname === '' ? null : url;
}
