import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { deleteRun, stopRun } from './actions.ts';

interface Props {
  readonly run: RunSummary;
  readonly onClose: () => void;
}

/** Asks before a run is forgotten. */
export function DeleteRunDialog({ run, onClose }: Props) {
  const { t } = useTranslation();
  const footer = (
    <>
      <Button kind="quiet" onClick={onClose}>
        {t('runs.cancel')}
      </Button>
      <Button
        kind="danger"
        icon="trash"
        onClick={() => {
          void deleteRun(run.id);
          onClose();
        }}
      >
        {t('runs.delete')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('runs.deleteTitle')} onClose={onClose} footer={footer}>
      <p>{t('runs.deleteText', { title: run.title || t('runs.untitled') })}</p>
      {run.endedAt === null && <p>{t('runs.deleteUnderWay', { source: run.sourceName })}</p>}
    </Dialog>
  );
}

/** Says before a task of the gateway is stopped that only the watching stops. */
export function StopDialog({ run, onClose }: Props) {
  const { t } = useTranslation();
  const footer = (
    <>
      <Button kind="quiet" onClick={onClose}>
        {t('runs.keepWatching')}
      </Button>
      <Button
        icon="stop"
        onClick={() => {
          void stopRun(run.id);
          onClose();
        }}
      >
        {t('runs.stopWatching')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('runs.stopTitle')} onClose={onClose} footer={footer}>
      <p>{t('runs.stopText', { source: run.sourceName })}</p>
    </Dialog>
  );
}
