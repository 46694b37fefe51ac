import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Note } from '../ui/note.tsx';
import { openSettings } from './agent.ts';
import { useQuick } from './store.ts';

/** Why the last thing asked for could not be done. What was typed is still in the field. */
export function Problem() {
  const { t } = useTranslation();
  const problem = useQuick((state) => state.problem);
  if (problem === null) return null;
  if (problem === 'noSource') return <NoSource />;
  if (problem === 'nobody') return <Nobody />;
  if (problem === 'emptyClipboard' || problem === 'emptyTask') {
    return (
      <Note kind="info" live>
        {problem === 'emptyClipboard' ? t('quick.clipboardEmpty') : t('quick.taskEmpty')}
      </Note>
    );
  }
  return (
    <Note kind="bad" live>
      {errorSentence(t, problem)} {t('quick.textStays')}
    </Note>
  );
}

/** A task needs somebody to do it. */
function NoSource() {
  const { t } = useTranslation();
  return (
    <Note
      kind="info"
      live
      actions={
        <Button size="small" onClick={openSettings}>
          {t('quick.openSettings')}
        </Button>
      }
    >
      {t('quick.sourceNone')}
    </Note>
  );
}

/** Whoever was asked last has been removed, and there is nobody else. */
function Nobody() {
  const { t } = useTranslation();
  return (
    <Note
      kind="info"
      live
      actions={
        <Button size="small" onClick={openSettings}>
          {t('targets.addSource')}
        </Button>
      }
    >
      {t('targets.none')} {t('quick.textStays')}
    </Note>
  );
}
