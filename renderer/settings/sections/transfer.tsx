import '../transfer/transfer.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, SettingsImport, SettingsImported } from '../../../preload/contract.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Note, SignLine } from '../../ui/note.tsx';
import { Line } from '../line.tsx';
import { ImportDialog } from '../transfer/import-dialog.tsx';
import { ResetDialog } from '../transfer/reset.tsx';
import { fileSentence } from '../transfer/words.ts';

type Outcome =
  | { readonly kind: 'exported' }
  | { readonly kind: 'imported'; readonly done: SettingsImported }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The settings as a file, and back to how they were at first. */
export function TransferSection() {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [file, setFile] = useState<SettingsImport | null>(null);
  const [resetting, setResetting] = useState(false);

  async function toFile(): Promise<void> {
    const result = await call('settings.export', null);
    if (!result.ok) setOutcome({ kind: 'failed', error: result.error });
    else setOutcome(result.value.saved ? { kind: 'exported' } : null);
  }
  async function fromFile(): Promise<void> {
    const result = await call('settings.chooseImport', null);
    setOutcome(result.ok ? null : { kind: 'failed', error: result.error });
    if (result.ok) setFile(result.value);
  }

  return (
    <>
      <Line id="exportSettings">
        {() => (
          <Button icon="download" onClick={() => void toFile()}>
            {t('settings.exportNow')}
          </Button>
        )}
      </Line>
      <Line id="importSettings">
        {() => (
          <Button icon="file" onClick={() => void fromFile()}>
            {t('settings.importNow')}
          </Button>
        )}
      </Line>
      <Line id="resetSettings">
        {() => (
          <Button kind="danger" onClick={() => setResetting(true)}>
            {t('settings.resetAll')}
          </Button>
        )}
      </Line>
      <Told outcome={outcome} />
      {file && (
        <ImportDialog
          file={file}
          onClose={() => setFile(null)}
          onDone={(done) => {
            setFile(null);
            setOutcome({ kind: 'imported', done });
          }}
        />
      )}
      {resetting && (
        <ResetDialog title={t('settings.resetAllTitle')} names={null} onClose={() => setResetting(false)} />
      )}
    </>
  );
}

function Told({ outcome }: { outcome: Outcome | null }) {
  const { t } = useTranslation();
  if (outcome?.kind === 'failed') {
    return (
      <Note kind="bad" live>
        {fileSentence(outcome.error, t)}
      </Note>
    );
  }
  const failed = outcome?.kind === 'imported' ? outcome.done.sourcesFailed : [];
  return (
    <div role="status">
      {outcome?.kind === 'exported' && <SignLine sign="ok">{t('settings.exported')}</SignLine>}
      {outcome?.kind === 'imported' && (
        <SignLine sign="ok">
          {outcome.done.sourcesAdded === 0
            ? t('settings.importedAlone')
            : t('settings.imported', { count: outcome.done.sourcesAdded })}
        </SignLine>
      )}
      {failed.length > 0 && (
        <SignLine sign="problem">{t('settings.importFailed', { names: failed.join(', ') })}</SignLine>
      )}
    </div>
  );
}
