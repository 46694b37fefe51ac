import { useTranslation } from 'react-i18next';
import { showSources } from '../app/store.ts';
import { timeOfDay } from '../chat/time.ts';
import { IconButton } from '../ui/button.tsx';
import { Sign } from '../ui/icon.tsx';
import { keyText } from '../ui/key.tsx';
import { RunList } from './run-list.tsx';
import { RunSearchBox } from './run-search-box.tsx';
import { troubleOf } from './runs-state.ts';
import { useRuns } from './runs-store.ts';
import { newRun } from './view.ts';

/** The left side: heading, search, the runs, and what is wrong with a source that something is waiting for. */
export function RunsPane() {
  const { t } = useTranslation();
  return (
    <section className="list" aria-label={t('runs.title')} data-area="list">
      <header className="bar">
        <h2>{t('runs.title')}</h2>
        <IconButton
          className="push"
          icon="plus"
          label={t('runs.new')}
          keys={keyText('Mod+N', t)}
          onClick={() => newRun('', null)}
        />
      </header>
      <RunSearchBox />
      <RunList />
      <TroubleFoot />
    </section>
  );
}

function TroubleFoot() {
  const { t, i18n } = useTranslation();
  const runs = useRuns((state) => state.runs);
  const trouble = troubleOf(runs.values());
  if (!trouble) return null;
  const values = { source: trouble.sourceName, time: timeOfDay(trouble.since, i18n.language) };
  const refused = trouble.kind === 'keyRefused';
  const text = refused ? t('runs.footKey', values) : t('runs.footUnreachable', values);
  return (
    <footer className="foot">
      <Sign name={refused ? 'problem' : 'offline'} />
      {refused ? (
        <button type="button" className="foot-link cut" title={t('runs.footHint')} onClick={showSources}>
          {text}
        </button>
      ) : (
        <span className="cut" title={text}>
          {text}
        </span>
      )}
    </footer>
  );
}
