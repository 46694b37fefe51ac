import { useTranslation } from 'react-i18next';
import { runCommand } from '../app/commands.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { searchRuns, useRunSearch } from './search-store.ts';
import { newRun } from './view.ts';

/** A list without runs: what they are, and how one is started. */
export function NoRuns() {
  const { t } = useTranslation();
  return (
    <div className="scroll empty">
      <Icon name="runs" />
      <p>{t('runs.emptyList')}</p>
      <Button icon="plus" onClick={() => newRun('', null)}>
        {t('runs.new')}
      </Button>
    </div>
  );
}

/** Nothing has the words, or is of the kind that is looked for; the way back to all of them. */
export function NothingFound() {
  const { t } = useTranslation();
  const worded = useRunSearch(({ text }) => text.trim() !== '');
  const showAll = () => {
    searchRuns({ text: '', filter: 'all' });
    runCommand('findRun');
  };
  return (
    <div className="scroll empty">
      <Icon name="search" />
      <p role="status">{worded ? t('runs.nothingFound') : t('runs.nothingOfKind')}</p>
      <Button onClick={showAll}>{t('runs.showAllRuns')}</Button>
    </div>
  );
}
