import type { TFunction } from 'i18next';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useNow } from '../app/now.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { DeleteRunDialog } from './delete-dialog.tsx';
import { NoRuns, NothingFound } from './empty-runs.tsx';
import { focusWhenDrawn } from './focus-row.ts';
import { RunItem } from './run-item.tsx';
import { type RunGroup, type RunRow, rowsOf } from './runs-state.ts';
import { loadRuns, moreRuns, useRuns } from './runs-store.ts';
import { foundRuns, isSearching, moreFound, searchRuns, useRunSearch } from './search-store.ts';
import { showRun, useRunsView } from './view.ts';

const QUARTER_HOUR = 900_000;
/** The next page of the history is asked for when so many rows are left below. */
const AHEAD = 20;

/** The runs in their groups. One of them is in the tab order; the arrows move among them, Enter opens, Delete asks. */
export function RunList() {
  const { t } = useTranslation();
  const { runs, phase, error } = useRuns();
  const search = useRunSearch();
  const selected = useRunsView(({ shown }) => (shown.kind === 'run' ? shown.id : null));
  const now = useNow(QUARTER_HOUR);
  const { found } = search;
  const listed = useMemo(() => (found === null ? [...runs.values()] : foundRuns(found, runs)), [found, runs]);
  const rows = useMemo(() => rowsOf(listed, now), [listed, now]);
  const scroll = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [active, setActive] = useState<number | null>(null);
  const [deleting, setDeleting] = useState<number | null>(null);
  const stop = indexOf(rows, active) ?? indexOf(rows, selected) ?? rows.findIndex((row) => row.kind === 'run');
  const open = useCallback((id: number) => showRun(id), []);

  const goTo = (index: number | undefined) => {
    const row = index === undefined ? undefined : rows[index];
    if (row?.kind !== 'run' || index === undefined) return;
    // At once, so that the row is there to take the focus: the next key may follow within the same frame.
    flushSync(() => setActive(row.run.id));
    list.current?.scrollToIndex(index, { align: 'nearest' });
    if (scroll.current) focusWhenDrawn(scroll.current, row.run.id);
  };
  const press = (event: KeyboardEvent) => {
    const row = rows[stop];
    if (row?.kind !== 'run' || !(event.target instanceof HTMLButtonElement) || !event.target.dataset.run) return;
    if (event.key === 'Delete' || event.key === 'Backspace') setDeleting(row.run.id);
    else {
      const next = target(event.key, rows, stop);
      if (next === null) return;
      goTo(next);
    }
    event.preventDefault();
  };
  const onScroll = () => {
    const end = list.current ? list.current.findItemIndex(list.current.scrollOffset + list.current.viewportSize) : 0;
    if (end + AHEAD < rows.length) return;
    void (isSearching(search) ? moreFound() : moreRuns());
  };

  const failure = isSearching(search) ? search.error : phase === 'failed' ? error : null;
  if (failure) {
    return (
      <div className="scroll empty" role="alert">
        <p>{errorSentence(t, failure)}</p>
        <Button icon="retry" onClick={() => (isSearching(search) ? searchRuns({}) : void loadRuns())}>
          {t('runs.tryAgain')}
        </Button>
      </div>
    );
  }
  if (rows.length === 0) {
    if (found !== null) return <NothingFound />;
    return phase === 'ready' ? <NoRuns /> : <div className="scroll" aria-busy="true" />;
  }
  const asked = deleting === null ? undefined : listed.find((each) => each.id === deleting);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside, heard on their way up.
    <div className="scroll" ref={scroll} onKeyDown={press}>
      <Virtualizer
        ref={list}
        scrollRef={scroll}
        as="ul"
        item="li"
        data={rows}
        bufferSize={400}
        keepMounted={stop >= 0 ? [stop] : []}
        onScroll={onScroll}
      >
        {(row, index) =>
          row.kind === 'label' ? (
            <h3 className="label" key={row.key}>
              {groupName(row.group, t)}
              {hasCount(row.group) && <span className="push num">{row.count}</span>}
            </h3>
          ) : (
            <RunItem
              key={row.key}
              run={row.run}
              selected={row.run.id === selected}
              tabStop={index === stop}
              onOpen={open}
              onFocus={setActive}
            />
          )
        }
      </Virtualizer>
      {asked && <DeleteRunDialog run={asked} onClose={() => setDeleting(null)} />}
    </div>
  );
}

/** The history is loaded in pages: its number is not known. */
function hasCount(group: RunGroup): boolean {
  return group !== 'today' && group !== 'earlier';
}

function groupName(group: RunGroup, t: TFunction): string {
  switch (group) {
    case 'waiting':
      return t('runs.groupWaiting');
    case 'running':
      return t('runs.groupRunning');
    case 'silent':
      return t('runs.groupSilent');
    case 'today':
      return t('runs.groupToday');
    case 'earlier':
      return t('runs.groupEarlier');
  }
}

function indexOf(rows: readonly RunRow[], id: number | null): number | null {
  if (id === null) return null;
  const index = rows.findIndex((row) => row.kind === 'run' && row.run.id === id);
  return index < 0 ? null : index;
}

/** Where a key leads; `null` when it does not move. */
function target(key: string, rows: readonly RunRow[], from: number): number | undefined | null {
  switch (key) {
    case 'ArrowDown':
      return step(rows, from, 1);
    case 'ArrowUp':
      return step(rows, from, -1);
    case 'Home':
      return step(rows, -1, 1);
    case 'End':
      return step(rows, rows.length, -1);
    default:
      return null;
  }
}

/** The next run from an index in a direction; headings are passed over. */
function step(rows: readonly RunRow[], from: number, by: 1 | -1): number | undefined {
  for (let index = from + by; index >= 0 && index < rows.length; index += by) {
    if (rows[index]?.kind === 'run') return index;
  }
  return undefined;
}
