import './search-why.css';
import { useTranslation } from 'react-i18next';
import type { SearchHit, SearchPage } from '../../preload/contract.ts';
import { SignLine } from '../ui/note.tsx';

/** Why a message was found. It belongs to the row's name, so that it is heard as well as seen. */
export function WhyMark({ why }: Pick<SearchHit, 'why'>) {
  const { t } = useTranslation();
  const words = { words: t('meaning.words'), meaning: t('meaning.sameMeaning'), both: t('meaning.both') }[why];
  return <span className={`why why-${why}`}>{words}</span>;
}

/** Says quietly that what was found was found by words alone. */
export function MeaningNote({ page }: { page: SearchPage | null }) {
  const { t } = useTranslation();
  return (
    <div className="results-note" role="status">
      {page?.meaning === 'failed' && <SignLine sign="slow">{t('meaning.leftOut')}</SignLine>}
    </div>
  );
}
