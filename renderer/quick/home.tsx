import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { useList } from '../chat/list-store.ts';
import { listTime } from '../chat/time.ts';
import { join } from '../ui/button.tsx';
import { Badge } from '../ui/chip.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Key } from '../ui/key.tsx';
import { moveTo, somethingIsOpen } from '../ui/popover.ts';
import { goOn, takeClipboard } from './actions.ts';
import { useAgentRow } from './agent-row.tsx';
import { Problem } from './problem.tsx';
import { SourceChip } from './source-chip.tsx';
import { Standing } from './standing.tsx';
import { useQuick } from './store.ts';

const RECENT = 3;

/** The newest conversations one can still write to. */
export function recentOf(
  conversations: Iterable<Conversation> = useList.getState().conversations.values(),
): Conversation[] {
  return [...conversations]
    .filter((each) => !each.hidden && each.presence === 'here')
    .sort((a, b) => b.lastAt - a.lastAt || b.id - a.id)
    .slice(0, RECENT);
}

/** One thing to begin with. */
export interface Row {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  readonly detail: string;
  readonly accelerator: string;
  readonly badge: ReactNode;
  readonly go: () => void;
}

/** What one can begin with, besides typing. While the field is empty, arrows and Enter walk these rows. */
export function Home({ input }: { input: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation();
  const rows = useRows();
  const empty = useQuick((state) => state.text === '' && state.clipboard === null);
  const [at, setAt] = useState(0);
  const current = empty ? Math.min(at, rows.length - 1) : -1;

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // The Enter that chose a row of a picker is not for the rows here, though the picker has closed by now.
      if (
        event.defaultPrevented ||
        !empty ||
        event.isComposing ||
        somethingIsOpen() ||
        document.activeElement !== input.current
      )
        return;
      const to = moveTo(event.key, current, rows.length);
      if (to !== null) setAt(to);
      else if (event.key === 'Enter' && !event.shiftKey) rows[current]?.go();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [empty, current, rows, input]);

  const [clipboard, agent, ...recent] = rows;
  return (
    <section className="q-body" aria-label={t('quick.begin')}>
      <Standing />
      <Problem />
      <h2 className="label">{t('quick.withWhatYouHave')}</h2>
      {clipboard && <RowButton row={clipboard} on={current === 0} />}
      {agent && (
        <div className={join('q-line', current === 1 && 'on')}>
          <RowButton row={agent} on={current === 1} keyless />
          <SourceChip />
          <Key accelerator={agent.accelerator} />
        </div>
      )}
      {recent.length > 0 && <h2 className="label">{t('quick.goOn')}</h2>}
      {recent.map((row, index) => (
        <RowButton key={row.key} row={row} on={current === index + 2} />
      ))}
    </section>
  );
}

function useRows(): readonly Row[] {
  const { t, i18n } = useTranslation();
  const now = useNow(60_000);
  const conversations = useList((state) => state.conversations);
  const agent = useAgentRow();
  const clipboard: Row = {
    key: 'clipboard',
    icon: 'clipboard',
    name: t('quick.clipboard'),
    detail: t('quick.clipboardHint'),
    accelerator: 'Mod+Shift+V',
    badge: null,
    go: () => void takeClipboard(),
  };
  const recent = recentOf(conversations.values()).map(
    (each, index): Row => ({
      key: String(each.id),
      icon: 'chat',
      name: each.title,
      detail: listTime(each.lastAt, now, i18n.language),
      accelerator: `Mod+${index + 1}`,
      badge: each.unread > 0 && <Badge count={each.unread} label={t('quick.unread', { count: each.unread })} />,
      go: () => void goOn(each.id),
    }),
  );
  return [clipboard, agent, ...recent];
}

/** `keyless` leaves its key to stand elsewhere on the line. */
function RowButton({ row, on, keyless = false }: { row: Row; on: boolean; keyless?: boolean }) {
  return (
    <button type="button" className={join('q-row', on && 'on')} title={row.name} onClick={row.go}>
      <Icon name={row.icon} />
      <span className="cut" dir="auto">
        {row.name}
      </span>
      <span className="faint cut q-detail">{row.detail}</span>
      <span className="push row">
        {row.badge}
        {!keyless && <Key accelerator={row.accelerator} />}
      </span>
    </button>
  );
}
