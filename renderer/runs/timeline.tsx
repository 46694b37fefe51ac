import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { Button } from '../ui/button.tsx';
import { Approval } from './approval.tsx';
import { MediaList } from './media.tsx';
import { exactTime } from './time.ts';
import { TimelineEvent, TimelineRow } from './timeline-row.tsx';
import { type Node, timelineTree } from './timeline-tree.ts';

/** So many of the newest are drawn at first: a run of thousands of calls is read from its end. */
const AT_FIRST = 150;

/** What happened in the run, in the order in which it began; what it waits for stands at the end. */
export function Timeline({ detail }: { detail: RunDetail }) {
  const { t, i18n } = useTranslation();
  const { run, items, interrupts, media } = detail;
  const [all, setAll] = useState(false);
  const nodes = useMemo(() => timelineTree(items), [items]);
  const waits = run.state.kind === 'waiting' && interrupts.length > 0;
  const told = waits ? withoutLastQuestion(nodes) : nodes;
  const shown = all ? told : told.slice(-AT_FIRST);
  const ended = run.endedAt !== null;
  if (told.length === 0 && !waits) {
    return <p className="soft">{ended ? t('runs.timelineNone') : t('runs.timelineSoon')}</p>;
  }
  return (
    <>
      {shown.length < told.length && (
        <div className="earlier">
          <Button size="small" onClick={() => setAll(true)}>
            {t('runs.showEarlier', { n: count(told.length - shown.length, i18n.language) })}
          </Button>
        </div>
      )}
      <ol className="events">
        {shown.map((node) => (
          <TimelineRow key={node.item.id} node={node} ended={ended} />
        ))}
        {waits && (
          <TimelineEvent sign="waiting" head={<b>{t('runs.waitsHere')}</b>} figure={askedAt()}>
            <Approval key={questionKey(detail)} run={run} interrupts={interrupts} />
          </TimelineEvent>
        )}
      </ol>
      {ended && <MediaList media={media} />}
    </>
  );

  function askedAt(): string {
    return exactTime(run.state.since, Date.now(), i18n.language);
  }
}

/** Other questions, or the same asked anew, are another card: what was entered and sent does not belong to them. */
function questionKey({ run, interrupts }: RunDetail): string {
  return [run.state.since, ...interrupts.map(({ id }) => id)].join('\n');
}

/** The moment of the question that is open now stands at its card. */
function withoutLastQuestion(nodes: readonly Node[]): readonly Node[] {
  const last = nodes.at(-1)?.item;
  return last?.kind === 'moment' && last.what === 'asked' ? nodes.slice(0, -1) : nodes;
}
