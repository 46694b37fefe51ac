import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { Button } from '../ui/button.tsx';

/** Brings the list out in a narrow window. */
export function RunListFold() {
  const { t } = useTranslation();
  return (
    <Button className="list-fold" kind="quiet" icon="runs" onClick={() => useApp.setState({ listOpen: true })}>
      {t('runs.title')}
    </Button>
  );
}
