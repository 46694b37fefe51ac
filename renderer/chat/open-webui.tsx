import type { TFunction } from 'i18next';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenWebuiOutcome } from '../../preload/contract.ts';
import { useCommand } from '../app/commands.ts';
import { hasServer, useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { keyText } from '../ui/key.tsx';
import { type Problem, report } from './problem.ts';

type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'offering' }
  | { readonly kind: 'confirming'; readonly host: string };

/**
 * Opens Open WebUI in the system's browser, signed in when the server allows it. Asks once whether an account should be
 * made there, and before a host nobody has confirmed.
 */
export function OpenWebui() {
  return useApp((state) => hasServer(state.session)) ? <OpenWebuiButton /> : null;
}

function OpenWebuiButton() {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  const neverAsked = useApp((state) => state.settings.openWebuiProvisioning === null);

  const open = useCallback(async () => {
    setStep({ kind: 'opening' });
    const result = await call('openwebui.open', { redirectTo: null });
    const outcome = result.ok ? result.value : null;
    setStep(outcome?.kind === 'confirmHost' ? { kind: 'confirming', host: outcome.host } : { kind: 'idle' });
    report(result.ok ? said(result.value, t) : { kind: 'error', error: result.error });
  }, [t]);

  const start = useCallback(() => {
    if (neverAsked) setStep({ kind: 'offering' });
    else void open();
  }, [neverAsked, open]);
  useCommand('openWebui', start);

  // Whatever becomes of the account, Open WebUI opens: one can still sign in there by hand.
  const answer = async (openWebuiProvisioning: 'accepted' | 'declined') => {
    setStep({ kind: 'opening' });
    await call('settings.set', { openWebuiProvisioning });
    if (openWebuiProvisioning === 'accepted') await call('openwebui.provision', null);
    await open();
  };
  const confirm = async (host: string) => {
    setStep({ kind: 'opening' });
    await call('openwebui.confirm', { host });
    await open();
  };
  const close = () => setStep({ kind: 'idle' });

  return (
    <>
      <Button
        kind="quiet"
        icon="external"
        busy={step.kind === 'opening'}
        title={t('chat.openWebuiHint', { keys: keyText('Mod+Shift+W', t) })}
        onClick={start}
      >
        <span className="narrow-hide">Open WebUI</span>
      </Button>
      {step.kind === 'offering' && (
        <Dialog
          title={t('chat.provisionTitle')}
          onClose={close}
          footer={
            <>
              <Button onClick={() => void answer('declined')}>{t('chat.provisionNo')}</Button>
              <Button kind="main" onClick={() => void answer('accepted')}>
                {t('chat.provisionYes')}
              </Button>
            </>
          }
        >
          <p>{t('chat.provisionText')}</p>
        </Dialog>
      )}
      {step.kind === 'confirming' && (
        <Dialog
          title={t('chat.confirmHostTitle')}
          onClose={close}
          footer={
            <>
              <Button onClick={close}>{t('chat.cancel')}</Button>
              <Button kind="main" onClick={() => void confirm(step.host)}>
                {t('chat.confirmHostYes', { host: step.host })}
              </Button>
            </>
          }
        >
          <p>{t('chat.confirmHostText')}</p>
          <p className="mono strong">{step.host}</p>
        </Dialog>
      )}
    </>
  );
}

/** The sentence of an outcome; `null` when the browser or a dialog says it all. */
function said(outcome: OpenWebuiOutcome, t: TFunction): Problem | null {
  switch (outcome.kind) {
    case 'opened':
    case 'confirmHost':
      return null;
    case 'openedPlain': {
      const sentences = {
        ssoDisabled: t('chat.openedSsoDisabled', { host: outcome.host }),
        ssoUnavailable: t('chat.openedSsoUnavailable', { host: outcome.host }),
      };
      return { kind: 'text', tone: 'info', text: sentences[outcome.reason] };
    }
    case 'refused': {
      const host = outcome.host ?? t('chat.unknownHost');
      const sentences = {
        scheme: t('chat.refusedScheme', { host }),
        unparsable: t('chat.refusedUnparsable'),
        credentials: t('chat.refusedCredentials', { host }),
      };
      return { kind: 'text', tone: 'bad', text: sentences[outcome.reason] };
    }
    case 'notConfigured':
      return { kind: 'text', tone: 'bad', text: t('chat.openWebuiNotConfigured') };
  }
}
