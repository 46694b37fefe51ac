import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, SettingChange, SettingsImport, SettingsImported } from '../../../preload/contract.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { Checkbox } from '../../ui/switch.tsx';
import { changeLabel, changeValues, fileSentence } from './words.ts';

interface ImportDialogProps {
  readonly file: SettingsImport;
  readonly onClose: () => void;
  readonly onDone: (done: SettingsImported) => void;
}

/** What a file would change, before anything does. */
export function ImportDialog({ file, onClose, onDone }: ImportDialogProps) {
  const { t } = useTranslation();
  const [machine, setMachine] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const own = file.changes.filter((each) => each.machine);
  const anywhere = file.changes.filter((each) => !each.machine);
  const added = file.sources.filter((each) => !each.known);
  const nothing = anywhere.length === 0 && added.length === 0 && !(machine && own.length > 0);

  async function bringIn(): Promise<void> {
    setBusy(true);
    const result = await call('settings.import', { machine });
    setBusy(false);
    if (result.ok) onDone(result.value);
    else setError(result.error);
  }

  return (
    <Dialog
      title={t('settings.importTitle', { file: file.fileName })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('settings.importNo')}</Button>
          <Button
            kind="main"
            busy={busy}
            disabled={nothing}
            {...(nothing ? { title: t('settings.importNothing') } : {})}
            onClick={() => void bringIn()}
          >
            {t('settings.importYes')}
          </Button>
        </>
      }
    >
      <section
        className="import-body"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={t('settings.importChanges')}
      >
        {file.newer && <Note kind="warn">{t('settings.importNewer')}</Note>}
        {nothing && <p className="soft">{t('settings.importNothing')}</p>}
        <Changes changes={anywhere} />
        {added.length > 0 && (
          <>
            <h3>{t('settings.importSources', { count: added.length })}</h3>
            <ul className="import-list">
              {added.map(({ name, address, secrets }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file may name the same source twice; its order stays.
                <li key={at}>
                  {name} <span className="mono small soft">{address}</span>
                  {secrets && <span className="is-warn"> {t('settings.importNeedsKey')}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
        {own.length > 0 && (
          <>
            <Checkbox
              label={t('settings.importMachine')}
              hint={t('settings.importMachineHint')}
              checked={machine}
              onChange={setMachine}
            />
            <Changes changes={own} />
          </>
        )}
        {file.notUnderstood.length > 0 && (
          <p className="small soft">
            {t('settings.importStrange')} <span className="mono">{file.notUnderstood.join(', ')}</span>
          </p>
        )}
      </section>
      {error && (
        <Note kind="bad" live>
          {fileSentence(error, t)}
        </Note>
      )}
    </Dialog>
  );
}

function Changes({ changes }: { changes: readonly SettingChange[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return null;
  return (
    <ul className="import-list">
      {changes.map((each) => {
        const { label, of } = changeLabel(each, t);
        return (
          <li key={each.name}>
            {label} <span className="small soft">{of}</span>
            <div>{changeValues(each, t) ?? t('settings.importOther')}</div>
          </li>
        );
      })}
    </ul>
  );
}
