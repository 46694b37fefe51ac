import { useTranslation } from 'react-i18next';
import { errorSentence } from '../ui/error-sentence.ts';
import { Note } from '../ui/note.tsx';
import { useQuick } from './store.ts';

/** Why the last thing asked for could not be done. What was typed is still in the field. */
export function Problem() {
  const { t } = useTranslation();
  const problem = useQuick((state) => state.problem);
  if (problem === null) return null;
  if (problem === 'emptyClipboard') {
    return (
      <Note kind="info" live>
        {t('quick.clipboardEmpty')}
      </Note>
    );
  }
  return (
    <Note kind="bad" live>
      {errorSentence(t, problem)} {t('quick.textStays')}
    </Note>
  );
}
