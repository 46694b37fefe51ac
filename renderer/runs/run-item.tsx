import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { listTime } from '../chat/time.ts';
import { join } from '../ui/button.tsx';
import { Sign } from '../ui/icon.tsx';
import { signOf, stateLine, stateWord, toneOf } from './run-words.ts';
import { endOf } from './runs-state.ts';
import { clock, elapsed, ticks } from './time.ts';

interface Props {
  readonly run: RunSummary;
  readonly selected: boolean;
  readonly tabStop: boolean;
  readonly onOpen: (id: number) => void;
  readonly onFocus: (id: number) => void;
}

const QUARTER_HOUR = 900_000;

/** One row: how it stands, what was asked, how long it has taken, and one line more. */
export const RunItem = memo(function RunItem({ run, selected, tabStop, onOpen, onFocus }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  // Only what really goes on is drawn again every second.
  const now = useNow(ticks(run) ? 1000 : QUARTER_HOUR);
  const line = stateLine(run, now, t, language);
  const title = run.title || t('runs.untitled');
  return (
    <button
      type="button"
      className={join('item run', selected && 'on', run.unseen && 'unread')}
      data-run={run.id}
      data-area-focus={tabStop || undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      title={`${title}\n${line}`}
      onClick={() => onOpen(run.id)}
      onFocus={() => onFocus(run.id)}
    >
      <span className="run-sign">
        <Sign name={signOf(run)} />
        <span className="vh">{stateWord(run, t)}</span>
      </span>
      <span className="title cut" dir="auto">
        {title}
      </span>
      <span className="time">{timeColumn(run, now, language)}</span>
      <span className={join('sub cut', run.state.kind === 'waiting' && toneOf(run), 'num')}>{line}</span>
    </button>
  );
});

/** How long it has been going on while it does; when it ended after that. A silence is not counted on. */
function timeColumn(run: RunSummary, now: number, language: string): string {
  if (run.endedAt !== null) return listTime(endOf(run), now, language);
  const known = elapsed(run, now);
  return known < 1000 && !ticks(run) ? listTime(run.startedAt, now, language) : clock(known);
}
