import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, ProvisioningOutcome } from '../../../preload/contract.ts';
import { runCommand } from '../../app/commands.ts';
import { showPage, useApp } from '../../app/store.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Key } from '../../ui/key.tsx';
import { Note } from '../../ui/note.tsx';
import { Line } from '../line.tsx';
import { save } from '../save.ts';

/** Opening Open WebUI, and the account there. */
export function OpenWebuiSection() {
  return (
    <>
      <Open />
      <Provisioning />
    </>
  );
}

function Open() {
  // Its questions and its outcome are shown over the conversations.
  const open = () => {
    showPage('chat');
    runCommand('openWebui');
  };
  return (
    <Line id="openwebui">
      {({ label }) => (
        <div className="row">
          <Button icon="external" onClick={open}>
            {label}
          </Button>
          <Key accelerator="Mod+Shift+W" />
        </div>
      )}
    </Line>
  );
}

type Outcome = ProvisioningOutcome | { readonly kind: 'error'; readonly error: AppError };

function Provisioning() {
  const { t } = useTranslation();
  const state = useApp((store) => store.settings.openWebuiProvisioning);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function provision(): Promise<void> {
    setBusy(true);
    const result = await call('openwebui.provision', null);
    setBusy(false);
    setOutcome(result.ok ? result.value : { kind: 'error', error: result.error });
    await save({ openWebuiProvisioning: 'accepted' });
  }

  const sentences = {
    accepted: t('settings.provisioningAccepted'),
    declined: t('settings.provisioningDeclined'),
    never: t('settings.provisioningNever'),
  };
  return (
    <Line id="provisioning">
      {() => (
        <>
          <p>{sentences[state ?? 'never']}</p>
          <div className="row">
            <Button busy={busy} onClick={() => void provision()}>
              {t('settings.provision')}
            </Button>
          </div>
          {outcome && <OutcomeNote outcome={outcome} />}
        </>
      )}
    </Line>
  );
}

function OutcomeNote({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  switch (outcome.kind) {
    case 'created':
      return (
        <Note kind="ok" live>
          {t('settings.provisionCreated')}
        </Note>
      );
    case 'exists':
      return (
        <Note kind="ok" live>
          {t('settings.provisionExists')}
        </Note>
      );
    case 'failed':
      return (
        <Note kind="warn" live>
          {t('settings.provisionFailed')}
        </Note>
      );
    case 'error':
      return (
        <Note kind="bad" live>
          {errorSentence(t, outcome.error)}
        </Note>
      );
  }
}
