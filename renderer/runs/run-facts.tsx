import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { count, fullTime } from '../chat/time.ts';
import { join } from '../ui/button.tsx';
import { DemoMark } from '../ui/chip.tsx';
import { Sign } from '../ui/icon.tsx';
import { signOf, stateWord, toneOf } from './run-words.ts';
import { clock, exactTime, ticks, useElapsedOf } from './time.ts';

/** How the run stands, and the few facts about it, on one line. */
export function RunFacts({ run }: { run: RunSummary }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const elapsed = useElapsedOf(run);
  const over = run.endedAt !== null;
  return (
    <div className="run-facts">
      <span className={join('state-word', toneOf(run))}>
        <Sign name={signOf(run)} />
        <b>{stateWord(run, t)}</b>
      </span>
      {run.demo && <DemoMark label={t('app.demo')} />}
      <span className="fact">
        <span className="faint">{run.kind === 'gateway' ? t('runs.factGateway') : t('runs.factAgent')}</span>{' '}
        {run.sourceName}
      </span>
      {run.model !== null && (
        <span className="fact">
          <span className="faint">{t('runs.factModel')}</span> <span className="mono">{run.model}</span>
        </span>
      )}
      <span className="fact num" title={fullTime(run.startedAt, language)}>
        <span className="faint">{t('runs.factStarted')}</span> {exactTime(run.startedAt, Date.now(), language)}
      </span>
      {over || ticks(run) ? (
        <span className="fact num">
          <span className="faint">{over ? t('runs.factTook') : t('runs.factElapsed')}</span> {clock(elapsed)}
        </span>
      ) : (
        <span className="fact num" title={fullTime(run.lastNewsAt, language)}>
          <span className="faint">{t('runs.factLastNews')}</span> {exactTime(run.lastNewsAt, Date.now(), language)}
        </span>
      )}
      <span className="fact num">
        <span className="faint">{t('runs.factTokens')}</span>{' '}
        {run.tokens === null ? t('runs.notReported') : count(run.tokens, language)}
      </span>
    </div>
  );
}
