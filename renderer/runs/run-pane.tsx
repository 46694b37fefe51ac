import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../preload/contract.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Sign } from '../ui/icon.tsx';
import { useRunProblem } from './actions.ts';
import { Announcer } from './announcer.tsx';
import { EndNote } from './end-note.tsx';
import { EventsTab } from './events-tab.tsx';
import { FollowUp } from './follow-up.tsx';
import { RunListFold } from './list-fold.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunHeader } from './run-header.tsx';
import { openRun, useRun } from './run-store.ts';
import { type RunTab, RunTabs, tabIds } from './run-tabs.tsx';
import { StateTab } from './state-tab.tsx';
import { TextTab } from './text-tab.tsx';
import { Timeline } from './timeline.tsx';
import { UsageTab } from './usage-tab.tsx';

/** The right side while a run is shown. */
export function RunPane() {
  const { t } = useTranslation();
  const open = useRun((state) => state.open);
  switch (open.kind) {
    case 'none':
    case 'loading':
      return <section className="content" data-area="run" aria-busy="true" />;
    case 'failed':
      return (
        <section className="content" data-area="run">
          <header className="bar">
            <RunListFold />
          </header>
          <div className="empty thread-area" role="alert">
            <p>{errorSentence(t, open.error)}</p>
            <Button icon="retry" onClick={() => void openRun(open.id)}>
              {t('runs.tryAgain')}
            </Button>
          </div>
        </section>
      );
    case 'open':
      return <RunView detail={open.detail} />;
  }
}

function RunView({ detail }: { detail: RunDetail }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<RunTab | null>(null);
  const tab = chosen ?? firstTab(detail);
  const { run } = detail;
  return (
    <section className="content" aria-label={run.title || t('runs.untitled')}>
      <RunHeader detail={detail} />
      <Announcer run={run} />
      <div className="run-top">
        <RunFacts run={run} />
        <EndNote run={run} />
        <Problem />
        <RunTabs detail={detail} tab={tab} onTab={setChosen} />
      </div>
      <div
        className="run-page"
        role="tabpanel"
        id={tabIds(tab).panel}
        aria-labelledby={tabIds(tab).tab}
        data-area="run"
        data-area-focus
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        <TabContent detail={detail} tab={tab} />
      </div>
      {run.endedAt !== null && <FollowUp run={run} />}
    </section>
  );
}

/** A task of the gateway has no course worth reading once its answer is there. */
function firstTab({ run, result }: RunDetail): RunTab {
  return run.kind === 'gateway' && result !== null && run.state.kind !== 'waiting' ? 'text' : 'timeline';
}

function TabContent({ detail, tab }: { detail: RunDetail; tab: RunTab }) {
  switch (tab) {
    case 'timeline':
      return <Timeline detail={detail} />;
    case 'text':
      return <TextTab detail={detail} />;
    case 'state':
      return <StateTab state={detail.sharedState} kind={detail.run.kind} />;
    case 'events':
      return <EventsTab id={detail.run.id} events={detail.events} faults={detail.faults} />;
    case 'usage':
      return <UsageTab usage={detail.usage} run={detail.run} />;
  }
}

/** What went wrong with the last thing the person did here. */
function Problem() {
  const { t } = useTranslation();
  const error = useRunProblem((state) => state.error);
  if (!error) return null;
  return (
    <div className="note note-bad" role="alert">
      <Sign name="problem" />
      <span className="note-grow">{errorSentence(t, error)}</span>
      <IconButton
        small
        icon="cross"
        label={t('notices.dismiss')}
        onClick={() => useRunProblem.setState({ error: null })}
      />
    </div>
  );
}
