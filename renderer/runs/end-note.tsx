import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { showSources } from '../app/store.ts';
import { KnownCause } from '../health/known-cause.tsx';
import { Button } from '../ui/button.tsx';
import { Icon, Sign } from '../ui/icon.tsx';
import { checkRun, runAgain } from './actions.ts';
import { type Remedy, stateNote } from './end-sentence.ts';

/** What the state of the run means and what can be done, where it does not speak for itself. */
export function EndNote({ run }: { run: RunSummary }) {
  const { t, i18n } = useTranslation();
  const note = stateNote(run, t, i18n.language);
  if (!note) return null;
  return (
    <div className={`note note-${note.tone}`} data-note={run.state.kind}>
      {note.tone === 'info' && note.sign === 'none' ? <Icon name="stop" /> : <Sign name={note.sign} />}
      <div className="note-grow">
        <p>{note.text}</p>
        {note.quote !== null && <p className="quote verbatim">{note.quote.slice(0, 2_000)}</p>}
        {note.remedies.length > 0 && (
          <div className="row note-acts">
            {note.remedies.map((remedy) => (
              <RemedyButton key={remedy} remedy={remedy} run={run} />
            ))}
            {note.tone !== 'info' && <KnownCause of={run.sourceId} />}
          </div>
        )}
      </div>
    </div>
  );
}

function RemedyButton({ remedy, run }: { remedy: Remedy; run: RunSummary }) {
  const { t } = useTranslation();
  switch (remedy) {
    case 'again':
      return (
        <Button size="small" icon="retry" title={t('runs.againHint')} onClick={() => void runAgain(run.id)}>
          {t('runs.again')}
        </Button>
      );
    case 'check':
      return (
        <Button size="small" icon="retry" onClick={() => void checkRun(run.id)}>
          {t('runs.checkNow')}
        </Button>
      );
    case 'settings':
      return (
        <Button size="small" icon="settings" onClick={showSources}>
          {t('runs.toSources')}
        </Button>
      );
  }
}
