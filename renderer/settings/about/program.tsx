import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { copyText, openLink } from '../../chat/actions.ts';
import { Button } from '../../ui/button.tsx';
import { SignLine } from '../../ui/note.tsx';
import { useUpdates } from '../../updates/store.ts';
import { LINKS } from './links.ts';

/** What the program is, what runs here, and where it comes from. */
export function Program() {
  const { t } = useTranslation();
  const info = useApp((state) => state.info);
  const [copied, setCopied] = useState(false);
  const facts = factsOf(info, t);
  return (
    <>
      <p>{t('settings.aboutText')}</p>
      <dl className="facts num">
        {facts.map(([name, value], index) => (
          <Fact key={name} name={name} value={value} mono={index > 0} />
        ))}
      </dl>
      <div className="row wrap">
        <Button
          icon="copy"
          onClick={() => {
            copyText(facts.map((fact) => fact.join(' ')).join('\n'));
            setCopied(true);
          }}
        >
          {t('settings.aboutCopy')}
        </Button>
        <span role="status">{copied && <SignLine sign="ok">{t('diagnostics.copied')}</SignLine>}</span>
      </div>
      <Links />
    </>
  );
}

function Fact({ name, value, mono }: { name: string; value: string; mono: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={mono ? 'mono' : undefined}>{value}</dd>
    </>
  );
}

type Facts = readonly (readonly [name: string, value: string])[];

/** The program and what it stands on, each with its version. */
function factsOf({ version, shell, versions, platform }: AppInfo, t: TFunction): Facts {
  return [
    [t('app.name'), version],
    ...(shell === 'electron' ? ([[t('settings.electron'), versions.electron]] as const) : []),
    [t('settings.chromium'), versions.chrome],
    [t('settings.node'), versions.node],
    [t('settings.system'), platform],
    ...(shell === 'double' ? ([[t('settings.shell'), t('settings.shellDouble')]] as const) : []),
  ];
}

function Links() {
  const { t } = useTranslation();
  const releases = useUpdates(({ updates }) => updates?.page ?? null);
  return (
    <ul className="about-links">
      <LinkTo address={LINKS.source}>{t('settings.aboutSource')}</LinkTo>
      {releases !== null && <LinkTo address={releases}>{t('settings.aboutChanges')}</LinkTo>}
      <LinkTo address={LINKS.security}>{t('settings.aboutSecurity')}</LinkTo>
      <LinkTo address={LINKS.licence}>{t('settings.aboutLicence')}</LinkTo>
    </ul>
  );
}

function LinkTo({ address, children }: { address: string; children: string }) {
  return (
    <li>
      <Button kind="link" title={address} onClick={() => openLink(address)}>
        {children}
      </Button>
    </li>
  );
}
