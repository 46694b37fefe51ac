import { useTranslation } from 'react-i18next';
import type { AnswerTarget } from '../../../preload/contract.ts';
import { useSources } from '../../sources/store.ts';
import { targetWords } from '../../sources/target-words.ts';
import { Note } from '../../ui/note.tsx';

/** The one who answers here is no longer set up: the next question would find nobody, or only those after it. */
export function SourceGone({ chain }: { chain: readonly AnswerTarget[] }) {
  const { t } = useTranslation();
  const { sources, known } = useSources();
  const [first, ...others] = chain;
  if (!known || (first && !targetWords(t, first, sources).gone)) return null;
  const isLeft = others.some((each) => !targetWords(t, each, sources).gone);
  return (
    <div className="composer-note">
      <Note kind="warn">{isLeft ? t('targets.firstGone') : t('targets.allGone')}</Note>
    </div>
  );
}
