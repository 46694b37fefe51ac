import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon, Sign } from '../ui/icon.tsx';
import { hideConversation } from './actions.ts';
import { report, useProblem } from './problem.ts';

/** What went wrong with the last thing done, above the composer. */
export function ProblemNote() {
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
