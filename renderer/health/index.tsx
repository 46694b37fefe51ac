import './plots.css';
import './chain.css';
import './health.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthReport } from '../../preload/contract.ts';
import { showSources } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon } from '../ui/icon.tsx';
import { Note, SignLine } from '../ui/note.tsx';
import { Announcer } from './announcer.tsx';
import { CauseCard } from './cause-card.tsx';
import { causesOf } from './causes.ts';
import { ClockNote } from './clock-note.tsx';
import { HealthBar } from './health-bar.tsx';
import { loadHealth, useHealth, watchHealth } from './health-store.ts';
import type { BarKind } from './plots.ts';
import { ServiceList } from './service-list.tsx';
import { Bar } from './strip.tsx';

/** What is broken and what to do about it, then every service. While it is open, main checks more often. */
export default function HealthPage() {
  const report = useHealth((state) => state.report);
  useEffect(() => watchHealth(document), []);
  return (
    <main className="content health-page">
      <HealthBar report={report} />
      {report ? <Body report={report} /> : <Unknown />}
    </main>
  );
}

function Body({ report }: { report: HealthReport }) {
  const { t } = useTranslation();
  if (report.services.length === 0 && !report.network.broken) return <NothingSetUp />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="health" tabIndex={0} aria-label={t('health.services')} data-area="content">
      <ClockNote aheadMs={report.clockAheadMs} />
      <Causes report={report} />
      <ServiceList report={report} />
      <Legend />
      <Announcer report={report} />
    </section>
  );
}

/** A card for each cause, or the good news in one line. */
function Causes({ report }: { report: HealthReport }) {
  const causes = causesOf(report);
  if (causes.length === 0) return <AllWell report={report} />;
  return causes.map((cause, index) => <CauseCard key={cause.id} cause={cause} first={index === 0} />);
}

function AllWell({ report }: { report: HealthReport }) {
  const { t } = useTranslation();
  const slow = report.services.filter(({ state }) => state === 'slow').length;
  const unknown = report.services.filter(({ state }) => state === 'unknown').length;
  const all = report.services.length;
  if (slow > 0) return <SignLine sign="slow">{t('health.someSlow', { count: slow })}</SignLine>;
  if (unknown > 0) return <SignLine sign="none">{t('health.someUnknown', { count: unknown })}</SignLine>;
  return <SignLine sign="ok">{t('health.allWell', { count: all })}</SignLine>;
}

/** What the shapes of the strip mean. */
function Legend() {
  const { t } = useTranslation();
  const entries: readonly (readonly [BarKind, string])[] = [
    ['up', t('health.good')],
    ['mid', t('health.slowBar')],
    ['down', t('health.failed')],
    ['na', t('health.notMeasured')],
  ];
  return (
    <p className="legend hint">
      {entries.map(([kind, words]) => (
        <span key={kind}>
          <svg className="day-strip one" viewBox="0 0 4 20" aria-hidden="true">
            <Bar kind={kind} x={0} />
          </svg>
          {words}
        </span>
      ))}
      <span>{t('health.oneBar')}</span>
    </p>
  );
}

function NothingSetUp() {
  const { t } = useTranslation();
  return (
    <div className="health empty" data-area="content">
      <Icon name="health" />
      <h2>{t('health.emptyTitle')}</h2>
      <p>{t('health.emptyText')}</p>
      <Button icon="plus" onClick={showSources}>
        {t('health.emptyButton')}
      </Button>
    </div>
  );
}

/** Main has not answered yet, or could not. */
function Unknown() {
  const { t } = useTranslation();
  const error = useHealth((state) => state.error);
  if (!error) return <div className="health" aria-busy="true" />;
  return (
    <div className="health" data-area="content">
      <Note kind="bad" live actions={<Button onClick={() => void loadHealth()}>{t('health.checkAgain')}</Button>}>
        {t('health.loadFailed')} {errorSentence(t, error)}
      </Note>
    </div>
  );
}
