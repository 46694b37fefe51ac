import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Remedy, ServiceKind } from '../../preload/contract.ts';
import { showNetwork, showPage, showSources, useApp } from '../app/store.ts';
import { CertificateButton, secureOrigin } from '../network/certificate-button.tsx';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import type { IconName } from '../ui/icon.tsx';
import { administratorText, plainAddress } from './administrator-text.ts';
import type { Cause } from './causes.ts';
import { needsKey, remedyWords } from './sentences.ts';
import { useCheck } from './use-check.ts';

const ICONS: Record<Exclude<Remedy, 'lookAtCertificate'>, IconName> = {
  retry: 'retry',
  openSettings: 'settings',
  signInAgain: 'user',
  openInBrowser: 'external',
  enterProxyPassword: 'key',
  copyForAdministrator: 'copy',
};
/** What belongs to the account; everything else is a source with settings of its own. */
const ACCOUNT_KINDS: ReadonlySet<ServiceKind> = new Set(['halext', 'halextAi', 'openWebui']);
/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 2000;

/** What can be done about a cause. The network's own is looked at again, unless a proxy needs who runs the network. */
export function remedyOf({ service, fault }: Cause): Remedy | null {
  if (service) return service.remedy;
  switch (fault) {
    case 'proxy':
    case 'proxyUnsupported':
    case 'proxyCertificate':
      return 'copyForAdministrator';
    case 'proxyUnreachable':
    case 'proxyScript':
      return 'openSettings';
    case 'proxyPassword':
    case 'proxyPasswordWrong':
      return 'enterProxyPassword';
    case 'captivePortal':
      return 'openInBrowser';
    default:
      return 'retry';
  }
}

/**
 * What the browser is to open. A sign-in page of the network comes up in place of any plain page: that of a server the
 * person knows anyway, so that nobody else hears of it.
 */
export function pageOf({ service, consequences }: Cause): string | null {
  if (service) return plainAddress(service.address);
  const host = URL.parse(consequences[0]?.address ?? '')?.hostname;
  return host ? `http://${host}/` : null;
}

interface RemedyProps<R extends Remedy> {
  readonly cause: Cause;
  readonly remedy: R;
  /** It is the first of the page. */
  readonly main: boolean;
  readonly size?: 'small';
}

/** The one button of a cause. */
export function RemedyButton({ cause, remedy, main, ...size }: RemedyProps<Remedy>) {
  const { check } = useCheck(cause.service?.id ?? null);
  if (remedy !== 'lookAtCertificate') return <PlainRemedy cause={cause} remedy={remedy} main={main} {...size} />;
  const origin = cause.service && secureOrigin(cause.service.address);
  // Without an encrypted server of its own, the certificate is that of something on the way.
  if (!origin) return <PlainRemedy cause={cause} remedy="copyForAdministrator" main={main} {...size} />;
  return <CertificateButton origin={origin} kind={main ? 'main' : 'plain'} {...size} onTrusted={check} />;
}

function PlainRemedy({ cause, remedy, main, ...size }: RemedyProps<Exclude<Remedy, 'lookAtCertificate'>>) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const { busy, check } = useCheck(cause.service?.id ?? null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const text = administratorText(cause, useApp.getState().info.version, Date.now(), t);
    setCopied((await call('app.copy', { text })).ok);
  };
  const press = () => {
    switch (remedy) {
      case 'retry':
        check();
        break;
      case 'openSettings':
        openSettings(cause);
        break;
      case 'signInAgain':
        signInAgain();
        break;
      case 'openInBrowser':
        openPage(cause);
        break;
      case 'enterProxyPassword':
        showNetwork();
        break;
      case 'copyForAdministrator':
        void copy();
        break;
    }
  };
  const words = copied ? t('health.copied') : remedyWords(remedy, cause.fault, t);
  return (
    <Button
      {...size}
      kind={main ? 'main' : 'plain'}
      icon={copied ? 'check' : isKey(cause, remedy) ? 'key' : ICONS[remedy]}
      busy={busy}
      onClick={press}
    >
      <span aria-live="polite">{words}</span>
    </Button>
  );
}

function openPage(cause: Cause): void {
  const url = pageOf(cause);
  if (url !== null) void call('app.openLink', { url });
}

function openSettings({ service, fault }: Cause): void {
  if (fault === 'proxyUnreachable' || fault === 'proxyScript') showNetwork();
  else if (service && !ACCOUNT_KINDS.has(service.kind)) showSources();
  else showPage('settings');
}

/** The form over the window needs a session that has ended; before main has said so, the settings show the account. */
function signInAgain(): void {
  if (useApp.getState().session.kind === 'expired') useApp.setState({ signingInAgain: true });
  else showPage('settings');
}

function isKey({ fault }: Cause, remedy: Remedy): boolean {
  return remedy === 'openSettings' && needsKey(fault);
}
