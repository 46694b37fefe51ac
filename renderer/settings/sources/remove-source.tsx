import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState, Source } from '../../../preload/contract.ts';
import { isAnswerSource, useSources } from '../../sources/store.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { forgetTyped, useForms } from './forms-store.ts';

interface RemoveSourceProps {
  readonly source: Source;
  readonly onRemoved: () => void;
}

/** Removes a source once it is sure that this is wanted. */
export function RemoveSource({ source, onRemoved }: RemoveSourceProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <div className="form-end">
      <Button kind="danger" icon="trash" className="btn-quiet" onClick={() => setAsking(true)}>
        {t('sources.remove')}
      </Button>
      {asking && <RemoveDialog source={source} onRemoved={onRemoved} onClose={() => setAsking(false)} />}
    </div>
  );
}

function RemoveDialog({ source, onRemoved, onClose }: RemoveSourceProps & { onClose: () => void }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const underWay = useRunsUnderWay(source.id);

  async function remove(): Promise<void> {
    setBusy(true);
    const result = await call('sources.remove', { id: source.id });
    forgetTyped(source.id);
    onClose();
    // It is gone even when disk or keychain did not follow.
    useForms.setState({ open: null, saved: null, failure: result.ok ? null : result.error });
    useSources.setState(({ sources }) => ({ sources: sources.filter(({ id }) => id !== source.id) }));
    onRemoved();
  }

  return (
    <Dialog
      title={t('sources.removeTitle', { name: source.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('sources.keepSource')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('sources.removeNow')}
          </Button>
        </>
      }
    >
      <p>{isAnswerSource(source) ? t('sources.removeAnswersText') : t('sources.removeText')}</p>
      {underWay > 0 && (
        <Note kind="warn" sign="waiting" live>
          {t('sources.removeUnderWay', { count: underWay })}
        </Note>
      )}
    </Dialog>
  );
}

/** How many runs of the source are under way; 0 until main has answered. */
function useRunsUnderWay(sourceId: string): number {
  const [underWay, setUnderWay] = useState(0);
  useEffect(() => {
    let here = true;
    void call('runs.list', { query: '', filter: 'active', before: null, limit: 200 }).then((result) => {
      if (!here || !result.ok) return;
      const mine = result.value.runs.filter((run) => run.sourceId === sourceId && isUnderWay(run.state));
      setUnderWay(mine.length);
    });
    return () => {
      here = false;
    };
  }, [sourceId]);
  return underWay;
}

function isUnderWay({ kind }: RunState): boolean {
  return kind === 'submitting' || kind === 'running' || kind === 'silent' || kind === 'waiting';
}
