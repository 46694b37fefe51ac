import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { KnownCause } from '../health/known-cause.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon, Sign } from '../ui/icon.tsx';
import { hideConversation } from './actions.ts';
import { useSelected } from './list-store.ts';
import { report, useProblem } from './problem.ts';

/** Above the composer: what is behind messages that wait, and what went wrong with the last thing done. */
export function ProblemNote() {
  return (
    <>
      <WhyItWaits />
      <LastProblem />
    </>
  );
}

/** Messages wait for the server and the cause is known: the same sentence and remedy as on the health page. */
function WhyItWaits() {
  const waiting = useApp(({ sync }) => sync.kind === 'offline' && sync.queued > 0);
  const kept = (useSelected()?.local ?? null) !== null;
  if (!waiting || kept) return null;
  return (
    <div className="composer-wrap row note-acts" role="status">
      <KnownCause of="account" told />
    </div>
  );
}

function LastProblem() {
  const { t } = useTranslation();
  const problem = useProblem((state) => state.problem);
  if (!problem) return null;
  const info = problem.kind === 'text' && problem.tone === 'info';
  return (
    <div className="composer-wrap problem">
      <div className={`note note-${info ? 'info' : 'bad'} composer-note`} role={info ? 'status' : 'alert'}>
        {info ? <Icon name="external" /> : <Sign name="problem" />}
        <div className="note-grow">
          {problem.kind === 'notDeleted' && <b>{t('chat.notDeleted')} </b>}
          {problem.kind === 'text' ? problem.text : errorSentence(t, problem.error)}
          {problem.kind === 'notDeleted' && (
            <div className="row note-acts">
              <Button size="small" onClick={() => void hideConversation(problem.conversationId, true)}>
                {t('chat.hideHere')}
              </Button>
            </div>
          )}
        </div>
        <IconButton small icon="cross" label={t('notices.dismiss')} onClick={() => report(null)} />
      </div>
    </div>
  );
}
