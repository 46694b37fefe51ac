import './palette.css';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actionOf } from '../app/keys.ts';
import { perform } from '../app/navigation.ts';
import { useApp } from '../app/store.ts';
import { useList } from '../chat/list-store.ts';
import { search } from '../chat/search-store.ts';
import { useRuns } from '../runs/runs-store.ts';
import { useSources } from '../sources/store.ts';
import { join } from '../ui/button.tsx';
import { SearchField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Key } from '../ui/key.tsx';
import { moveTo } from '../ui/popover.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type FoldedWords, rank } from './rank.ts';
import type { OverlayProps } from './view.ts';

/**
 * Finds conversations, runs, sources, settings and what can be done, by some of their letters. Its last row is always the
 * search through every message. The focus goes back to where it was, unless what is chosen takes it.
 */
export function Palette({ onClose }: OverlayProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector('input')?.focus();
    // Closed before React takes it away: only then does the browser give the focus back.
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label={t('palette.title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <Rows onClose={onClose} />
    </dialog>
  );
}

function Rows({ onClose }: OverlayProps) {
  const { t } = useTranslation();
  const id = useId();
  const platform = useApp((state) => state.info.platform);
  const active = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [entries] = useState(() => entriesOf(known(), t));
  const [kept] = useState<FoldedWords>(() => new Map());
  const text = query.trim();
  const rows = useMemo<readonly Entry[]>(
    () => [
      ...rank(entries, text, kept),
      everyMessage(text, text === '' ? t('palette.searchAll') : t('palette.searchFor', { text })),
    ],
    [entries, text, kept, t],
  );
  const current = rows[Math.min(at, rows.length - 1)];
  const optionId = (entry: Entry) => `${id}-${entry.id}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the row to show depends on which one is current.
  useLayoutEffect(() => {
    // Scrolling answers a promise, which an effect must not return.
    void active.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function choose(entry: Entry): void {
    onClose();
    entry.act();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const action = actionOf(event, platform);
    const to = event.key.startsWith('Arrow') ? moveTo(event.key, rows.indexOf(current ?? SEARCH), rows.length) : null;
    if (action === 'palette' || event.key === 'Escape') onClose();
    else if (action === 'search') choose(rows.at(-1) ?? SEARCH);
    else if (event.key === 'Enter' && current) choose(current);
    else if (to !== null) setAt(to);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <SearchField
        label={t('palette.find')}
        value={query}
        maxLength={300}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? optionId(current) : undefined}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('palette.found')} className="picker-list">
        {rows.map((entry) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the search field, which keeps the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: as above, the field points at the active row.
          <div
            key={entry.id}
            ref={entry === current ? active : null}
            id={optionId(entry)}
            role="option"
            aria-selected={entry === current}
            className={join('pick', entry === current && 'on')}
            onClick={() => choose(entry)}
          >
            <Icon name={entry.icon} />
            <span className="cut" dir="auto">
              {entry.title}
            </span>
            <span className="push cut small soft">{entry.detail}</span>
            {entry.keys !== undefined && <Key accelerator={entry.keys} />}
          </div>
        ))}
      </div>
    </>
  );
}

function known() {
  return {
    conversations: useList.getState().conversations.values(),
    runs: useRuns.getState().runs.values(),
    sources: useSources.getState().sources,
    session: useApp.getState().session,
  };
}

/** The way to the full text. With nothing typed it leads to the field, as it was left. */
function everyMessage(text: string, title: string): Entry {
  return {
    ...SEARCH,
    title,
    act() {
      perform('search');
      if (text !== '') search({ text, within: null });
    },
  };
}

const SEARCH: Entry = {
  id: 'search',
  kind: 'action',
  icon: 'search',
  title: '',
  detail: '',
  at: 0,
  keys: 'Mod+Shift+F',
  act: () => void perform('search'),
};
