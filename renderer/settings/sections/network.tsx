import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, ProxyChoice, TrustedCertificate } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { Fingerprint } from '../../network/fingerprint.tsx';
import { ProxyPasswordForm } from '../../network/proxy-password-form.tsx';
import { followNetwork, useNetwork } from '../../network/store.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Line } from '../line.tsx';
import { save } from '../save.ts';

/** How the program gets out, the passwords of proxies, and the certificates that are trusted by decision. */
export function NetworkSection() {
  useEffect(followNetwork, []);
  return (
    <>
      <WhichProxy />
      <Passwords />
      <Certificates />
    </>
  );
}

function WhichProxy() {
  const { t } = useTranslation();
  const chosen = useApp((state) => state.settings.network.proxy);
  // An address is chosen only once it is there.
  const [kind, setKind] = useState(chosen.kind);
  const choose = (next: ProxyChoice['kind']) => {
    setKind(next);
    if (next !== 'address') void save({ network: { proxy: { kind: next } } });
  };
  return (
    <Line id="proxy">
      {({ label }) => (
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
          {kind === 'address' && <ProxyAddress />}
        </>
      )}
    </Line>
  );
}

function ProxyAddress() {
  const { t } = useTranslation();
  const chosen = useApp((state) => state.settings.network.proxy);
  const kept = chosen.kind === 'address' ? chosen.address : '';
  const [text, setText] = useState(kept);
  const address = proxyOrigin(text);
  const unsupported = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text.trim());
  const change = (next: string) => {
    setText(next);
    const origin = proxyOrigin(next);
    if (origin !== null && origin !== kept) void save({ network: { proxy: { kind: 'address', address: origin } } });
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

function Passwords() {
  const { t } = useTranslation();
  const asking = useNetwork((state) => state.asking);
  const passwords = useNetwork((state) => state.passwords);
  const quiet = passwords.filter((proxy) => !asking.some((each) => each.proxy === proxy));
  return (
    <Line id="proxyPasswords">
      {() => (
        <>
          {asking.map((each) => (
            <ProxyPasswordForm key={each.proxy} asking={each} />
          ))}
          {quiet.length > 0 && (
            <ul className="network-list">
              {quiet.map((proxy) => (
                <li key={proxy}>
                  <span className="mono cut">{proxy}</span>
                  <Button size="small" onClick={() => void call('network.forgetPassword', { proxy })}>
                    {t('network.forgetIt')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          {asking.length + quiet.length === 0 && <p className="soft">{t('network.noPasswords')}</p>}
        </>
      )}
    </Line>
  );
}

function Certificates() {
  const { t } = useTranslation();
  const trusted = useNetwork((state) => state.trusted);
  const [error, setError] = useState<AppError | null>(null);
  async function forget({ origin }: TrustedCertificate): Promise<void> {
    const result = await call('network.forget', { origin });
    setError(result.ok ? null : result.error);
  }
  return (
    <Line id="certificates">
      {() => (
        <>
          {trusted.length === 0 && <p className="soft">{t('network.noneTrusted')}</p>}
          <ul className="network-list">
            {trusted.map((each) => (
              <li key={each.origin}>
                <Trusted certificate={each} />
                <Button size="small" kind="danger" onClick={() => void forget(each)}>
                  {t('network.trustNoMore')}
                </Button>
              </li>
            ))}
          </ul>
          {error && (
            <Note kind="bad" live>
              {errorSentence(t, error)}
            </Note>
          )}
        </>
      )}
    </Line>
  );
}

function Trusted({ certificate: { origin, issuer, since, fingerprint } }: { certificate: TrustedCertificate }) {
  const { t, i18n } = useTranslation();
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(since);
  return (
    <span>
      <span className="strong">{new URL(origin).host}</span>
      <br />
      <span className="small soft">{t('network.trustedSince', { issuer: issuer || '–', day })}</span>
      <br />
      <span className="faint">
        <Fingerprint value={fingerprint} />
      </span>
    </span>
  );
}
