import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunItem } from '../../preload/contract.ts';
import { join } from '../ui/button.tsx';
import { Icon, Sign } from '../ui/icon.tsx';
import { plainLine } from '../ui/plain-line.ts';
import { ToolText } from './long-text.tsx';
import { MediaList } from './media.tsx';
import { span } from './time.ts';
import { shortArgs } from './timeline-tree.ts';

type ToolItem = Extract<RunItem, { kind: 'tool' }>;

/** A call of a tool: one line with its name, its arguments and how it went; unfolded, both sides in full. */
export function ToolCard({ item, ended }: { item: ToolItem; ended: boolean }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const short = useMemo(() => shortArgs(item.args), [item.args]);
  const underWay = (item.status === 'streaming' || item.status === 'executing') && !ended;
  const figure = item.endedAt === null ? '' : span(item.endedAt - item.at, t, i18n.language);
  return (
    <div className={join('tool', item.status === 'failed' && 'tool-failed')} data-tool={item.status}>
      <button type="button" className="tool-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} />
        {underWay ? <Sign name="working" /> : item.status === 'failed' ? <Sign name="problem" /> : <Icon name="tool" />}
        <span className="mono strong tool-name cut">{item.name}</span>
        <span className="mono faint cut tool-args">{open ? '' : short}</span>
        <span className="push soft small cut tool-word">{statusWord(item, ended, t)}</span>
        {figure !== '' && <span className="faint small num">{figure}</span>}
      </button>
      {open && (
        <dl className="io">
          <dt className="label">{t('runs.toolArgs')}</dt>
          <dd>
            {item.args === '' ? <span className="faint">{t('runs.toolNoArgs')}</span> : <ToolText text={item.args} />}
          </dd>
          <dt className="label">{t('runs.toolResult')}</dt>
          <dd>
            {item.result === null ? (
              <span className="faint">{underWay ? t('runs.toolResultSoon') : t('runs.toolResultNone')}</span>
            ) : (
              <ToolText text={item.result} />
            )}
            <MediaList media={item.media} />
          </dd>
        </dl>
      )}
    </div>
  );
}

/** How it stands; for one that is done, the first words of its result. */
function statusWord({ status, result }: ToolItem, ended: boolean, t: TFunction): string {
  switch (status) {
    case 'streaming':
      return ended ? t('runs.toolUnanswered') : t('runs.toolStreaming');
    case 'executing':
      return ended ? t('runs.toolUnanswered') : t('runs.toolExecuting');
    case 'done':
      return result === null ? t('runs.toolDone') : plainLine(result.slice(0, 80));
    case 'failed':
      return t('runs.toolFailed');
    case 'unanswered':
      return t('runs.toolUnanswered');
  }
}
