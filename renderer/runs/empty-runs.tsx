import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
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

export function NothingFound() {
  const { t } = useTranslation();
  return (
    <div className="scroll empty" role="status">
      <Icon name="search" />
      <p>{t('runs.nothingFound')}</p>
    </div>
  );
}
