import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Section } from '../catalog.ts';
import { useSaving } from '../save.ts';
import { NAMES_OF } from './names.ts';

/** Under a section: its settings as they were at first. */
export function ResetSection({ section }: { section: Section }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const names = NAMES_OF[section.id];
  if (!names) return null;
  return (
    <div className="row reset-section">
      <Button kind="quiet" size="small" icon="retry" onClick={() => setAsking(true)}>
        {t('settings.resetSection')}
      </Button>
      {asking && (
        <ResetDialog
          title={t('settings.resetSectionTitle', { section: section.title })}
          names={names}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

interface ResetDialogProps {
  readonly title: string;
  /** `null`: all of them. */
  readonly names: readonly (keyof Settings)[] | null;
  readonly onClose: () => void;
}

/** Asks before settings go back to how they were at first, and says what stays. */
export function ResetDialog({ title, names, onClose }: ResetDialogProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);

  async function reset(): Promise<void> {
    setBusy(true);
    const result = await call('settings.reset', { names });
    useSaving.setState({ error: result.ok ? null : result.error });
    if (result.ok) useApp.setState(result.value);
    onClose();
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('settings.resetNo')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void reset()}>
            {t('settings.resetYes')}
          </Button>
        </>
      }
    >
      <p>{t('settings.resetText')}</p>
    </Dialog>
  );
}
