import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, TrustedCertificate } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { Fingerprint } from '../../network/fingerprint.tsx';
import { ProxyForServers } from '../../network/proxy-for.tsx';
import { ProxyPasswordForm } from '../../network/proxy-password-form.tsx';
import { ProxyPick } from '../../network/proxy-pick.tsx';
import { followNetwork, useNetwork } from '../../network/store.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Note } from '../../ui/note.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Line } from '../line.tsx';
import { saveNetwork } from '../save.ts';

/** How the program gets out, the passwords of proxies, and the certificates that are trusted by decision. */
export function NetworkSection() {
  useEffect(followNetwork, []);
  return (
    <>
      <WhichProxy />
      <Line id="proxyFor">{() => <ProxyForServers />}</Line>
      <Metered />
      <Passwords />
      <Certificates />
    </>
  );
}

function Metered() {
  const { t } = useTranslation();
  const metered = useApp((state) => state.settings.network.metered);
  return (
    <Line id="metered">
      {() => <Switch label={t('network.metered')} checked={metered} onChange={(on) => saveNetwork({ metered: on })} />}
    </Line>
  );
}

function WhichProxy() {
  const chosen = useApp((state) => state.settings.network.proxy);
  return (
    <Line id="proxy">
      {({ label }) => <ProxyPick label={label} chosen={chosen} onChoose={(proxy) => saveNetwork({ proxy })} />}
    </Line>
  );
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
