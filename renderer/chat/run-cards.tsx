import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { signOf, stateLine, stateWord } from '../runs/run-words.ts';
import { useRuns } from '../runs/runs-store.ts';
import { ticks } from '../runs/time.ts';
import { showRun } from '../runs/view.ts';
import { Button } from '../ui/button.tsx';
import { Sign } from '../ui/icon.tsx';

/** The foot of a thread shows no more than this. */
const MOST = 2;
const MINUTE = 60_000;

/** The runs that belong to a conversation: those under way, and the last that ended until somebody has looked. */
export function RunCards({ conversationId }: { conversationId: number }) {
  const runs = useRuns((state) => state.runs);
  const shown = useMemo(() => cardsOf(runs.values(), conversationId), [runs, conversationId]);
  if (shown.length === 0) return null;
  return (
    <div className="composer-wrap run-cards">
      {shown.map((run) => (
        <RunCard key={run.id} run={run} />
      ))}
    </div>
  );
}

/** What is shown at the foot of a conversation: newest first, what is under way before what has ended. */
export function cardsOf(runs: Iterable<RunSummary>, conversationId: number): readonly RunSummary[] {
  return [...runs]
    .filter((run) => run.conversationId === conversationId && (run.endedAt === null || run.unseen))
    .sort((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || b.startedAt - a.startedAt)
    .slice(0, MOST);
}

function RunCard({ run }: { run: RunSummary }) {
  const { t, i18n } = useTranslation();
  const now = useNow(ticks(run) ? 1000 : MINUTE);
  return (
    <div className="run-card composer-note">
      <Sign name={signOf(run)} />
      <span className="vh">{stateWord(run, t)}</span>
      <span className="cut">
        <b>{run.title || t('runs.untitled')}</b>{' '}
        <span className="soft num">{stateLine(run, now, t, i18n.language)}</span>
      </span>
      <Button className="push" size="small" onClick={() => showRun(run.id)}>
        {t('runs.openRun')}
      </Button>
    </div>
  );
}
