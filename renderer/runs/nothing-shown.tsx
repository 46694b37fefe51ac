import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { KeyHint } from '../ui/key.tsx';
import { RunListFold } from './list-fold.tsx';
import { useRuns } from './runs-store.ts';

/** The right side while no run is open. */
export function NothingShown() {
  const { t } = useTranslation();
  const nothingYet = useRuns(({ phase, runs }) => phase === 'ready' && runs.size === 0);
  return (
    <section className="content" data-area="run">
      <header className="bar">
        <RunListFold />
      </header>
      <div className="empty thread-area">
        <Icon name="runs" />
        <h2>{t('runs.nothingOpen')}</h2>
        <p>{nothingYet ? t('runs.nothingYetText') : t('runs.nothingOpenText')}</p>
        <p className="row keys-row">
          <KeyHint accelerators={['Mod+N']}>{t('runs.new')}</KeyHint>
          <KeyHint accelerators={['Mod+F']}>{t('runs.search')}</KeyHint>
        </p>
      </div>
    </section>
  );
}
