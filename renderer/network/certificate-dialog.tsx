import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, CertificateFacts, CertificateReason } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Note, SignLine } from '../ui/note.tsx';
import { Fingerprint } from './fingerprint.tsx';
import './network.css';

interface CertificateDialogProps {
  readonly origin: string;
  readonly onClose: () => void;
  readonly onTrusted: () => void;
}

type Looked =
  | { readonly kind: 'looking' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'seen'; readonly facts: CertificateFacts };

/** What a server says about itself and why that proves nothing; trusting it all the same is for this server only. */
export function CertificateDialog({ origin, onClose, onTrusted }: CertificateDialogProps) {
  const { t } = useTranslation();
  const [looked, setLooked] = useState<Looked>({ kind: 'looking' });
  const [error, setError] = useState<AppError | null>(null);
  const { host } = new URL(origin);

  useEffect(() => {
    let gone = false;
    void call('network.certificate', { origin }).then((result) => {
      if (gone) return;
      setLooked(result.ok ? { kind: 'seen', facts: result.value } : { kind: 'failed', error: result.error });
    });
    return () => {
      gone = true;
    };
  }, [origin]);

  async function trust({ fingerprint }: CertificateFacts): Promise<void> {
    const result = await call('network.trust', { origin, fingerprint });
    // What could not be written holds for this run all the same.
    if (result.ok || result.error.kind === 'storage') onTrusted();
    else setError(result.error);
  }

  const facts = looked.kind === 'seen' ? looked.facts : null;
  return (
    <Dialog
      title={t('network.certificateOf', { host })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('network.doNotTrust')}</Button>
          {facts && isToDecide(facts) && (
            <Button kind="danger" onClick={() => void trust(facts)}>
              {t('network.trustFor', { host })}
            </Button>
          )}
        </>
      }
    >
      {looked.kind === 'looking' && <SignLine sign="working">{t('network.looking')}</SignLine>}
      {looked.kind === 'failed' && <Note kind="bad">{errorSentence(t, looked.error)}</Note>}
      {facts && <Facts facts={facts} />}
      {error && (
        <Note kind="bad" live>
          {errorSentence(t, error)}
        </Note>
      )}
    </Dialog>
  );
}

/** It neither verifies by itself nor has it been trusted yet; one that was taken back is nobody's to trust. */
function isToDecide({ reason, trusted, fingerprint }: CertificateFacts): boolean {
  return reason !== null && reason !== 'certificateRevoked' && trusted !== fingerprint;
}

function Facts({ facts }: { facts: CertificateFacts }) {
  const { t, i18n } = useTranslation();
  const { subject, issuer, names, validFrom, validTo, fingerprint, trusted } = facts;
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' });
  const changed = trusted !== null && trusted !== fingerprint;
  return (
    <>
      <Verdict facts={facts} />
      <dl className="certificate">
        <dt>{t('network.subject')}</dt>
        <dd>{subject || '–'}</dd>
        <dt>{t('network.issuer')}</dt>
        <dd>{issuer || '–'}</dd>
        <dt>{t('network.names')}</dt>
        <dd>{names.join(', ') || '–'}</dd>
        <dt>{t('network.valid')}</dt>
        <dd>{t('network.fromTo', { from: day.format(validFrom), to: day.format(validTo) })}</dd>
        <dt>{t('network.fingerprint')}</dt>
        <dd>
          <Fingerprint value={fingerprint} />
        </dd>
        {changed && (
          <>
            <dt>{t('network.fingerprintBefore')}</dt>
            <dd>
              <Fingerprint value={trusted} />
            </dd>
          </>
        )}
      </dl>
      {isToDecide(facts) && <p className="soft">{t('network.trustMeans')}</p>}
    </>
  );
}

function Verdict({ facts }: { facts: CertificateFacts }) {
  const { t } = useTranslation();
  const { reason, trusted, fingerprint } = facts;
  if (reason === null) return <Note kind="ok">{t('network.verifies')}</Note>;
  if (trusted === fingerprint) return <Note kind="ok">{t('network.isTrusted')}</Note>;
  const why = reasonSentence(reason, t);
  return trusted === null ? (
    <Note kind="warn">{why}</Note>
  ) : (
    <Note kind="bad">
      {t('network.hasChanged')} {why}
    </Note>
  );
}

function reasonSentence(reason: CertificateReason, t: TFunction): string {
  switch (reason) {
    case 'certificateExpired':
      return t('network.whyExpired');
    case 'certificateNotYetValid':
      return t('network.whyNotYet');
    case 'certificateRevoked':
      return t('network.whyRevoked');
    case 'certificateHostname':
      return t('network.whyHostname');
    case 'certificateUnknownIssuer':
      return t('network.whyIssuer');
    case 'certificateSelfSigned':
      return t('network.whySelfSigned');
    case 'certificateOther':
      return t('network.whyOther');
  }
}
