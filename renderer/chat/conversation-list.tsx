import type { TFunction } from 'i18next';
import { type KeyboardEvent, type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useNow } from '../app/now.ts';
import { useApp } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { selectConversation } from './actions.ts';
import { focusComposer } from './composer-link.ts';
import { ConversationItem } from './conversation-item.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListMenu, type MenuPlace } from './list-menu.tsx';
import { type ListRow, rowsOf } from './list-state.ts';
import { loadList, useList } from './list-store.ts';

const QUARTER_HOUR = 900_000;
/** A row far away is measured before it can take the focus; this many frames are more than that takes. */
const MOUNT_FRAMES = 20;

/**
 * The conversations, newest first. One of them is in the tab order; the arrows move among them, Enter opens, F2 renames,
 * Delete asks.
 */
export function ConversationList() {
  const { t } = useTranslation();
  const { conversations, phase, error, selected, showHidden } = useList();
  const first = useApp((state) => state.sync.kind === 'syncing' && state.sync.first);
  const now = useNow(QUARTER_HOUR);
  const rows = useMemo(() => rowsOf(conversations.values(), now, showHidden), [conversations, now, showHidden]);
  const hidden = useMemo(() => [...conversations.values()].filter((each) => each.hidden).length, [conversations]);
  const scroll = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [active, setActive] = useState<number | null>(null);
  const [renaming, setRenaming] = useState<number | null>(null);
  const [deleting, setDeleting] = useState<number | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const stop = indexOf(rows, active) ?? indexOf(rows, selected) ?? rows.findIndex((row) => row.kind === 'conversation');

  const focusRow = useCallback((id: number) => {
    if (scroll.current) focusConversation(scroll.current, id, MOUNT_FRAMES);
  }, []);
  const closeRename = useCallback(
    (id: number) => {
      flushSync(() => setRenaming(null));
      focusRow(id);
    },
    [focusRow],
  );

  const goTo = (index: number | undefined) => {
    const row = index === undefined ? undefined : rows[index];
    if (row?.kind !== 'conversation' || index === undefined) return;
    // At once, so that the row is there to take the focus: the next key may follow within the same frame.
    flushSync(() => setActive(row.conversation.id));
    list.current?.scrollToIndex(index, { align: 'nearest' });
    focusRow(row.conversation.id);
  };
  const press = (event: KeyboardEvent) => {
    const row = rows[stop];
    if (row?.kind !== 'conversation' || renaming !== null || !(event.target instanceof HTMLButtonElement)) return;
    switch (event.key) {
      case 'ArrowDown':
        goTo(step(rows, stop, 1));
        break;
      case 'ArrowUp':
        goTo(step(rows, stop, -1));
        break;
      case 'Home':
        goTo(step(rows, -1, 1));
        break;
      case 'End':
        goTo(step(rows, rows.length, -1));
        break;
      case 'F2':
        if (row.conversation.owner) setRenaming(row.conversation.id);
        break;
      case 'Delete':
      case 'Backspace':
        setDeleting(row.conversation.id);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  // The key for menus comes this way too.
  const openMenu = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-conversation]') : null;
    if (!(row instanceof HTMLElement)) return;
    event.preventDefault();
    setMenu({ id: Number(row.dataset.conversation), x: event.clientX, y: event.clientY });
  };

  if (phase === 'failed' && error) {
    return (
      <div className="scroll empty" role="alert">
        <p>{errorSentence(t, error)}</p>
        <Button icon="retry" onClick={() => void loadList()}>
          {t('chat.tryAgain')}
        </Button>
      </div>
    );
  }
  if (phase === 'ready' && rows.length === 0 && hidden === 0) return <EmptyList first={first} />;
  const asked = deleting === null ? undefined : conversations.get(deleting);
  const chosen = menu === null ? undefined : conversations.get(menu.id);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside, heard on their way up. */}
      <div className="scroll" ref={scroll} onKeyDown={press} onContextMenu={openMenu}>
        <Virtualizer
          ref={list}
          scrollRef={scroll}
          as="ul"
          item="li"
          data={rows}
          bufferSize={400}
          keepMounted={stop >= 0 ? [stop] : []}
        >
          {(row, index) =>
            row.kind === 'label' ? (
              <h3 className="label" key={row.key}>
                {groupName(row.group, t)}
              </h3>
            ) : (
              <ConversationItem
                key={row.key}
                conversation={row.conversation}
                now={now}
                selected={row.conversation.id === selected}
                tabStop={index === stop}
                renaming={row.conversation.id === renaming}
                onOpen={openAt}
                onFocus={setActive}
                onRenamed={closeRename}
              />
            )
          }
        </Virtualizer>
        {hidden > 0 && (
          <div className="list-more">
            <Button kind="quiet" size="small" onClick={() => useList.setState({ showHidden: !showHidden })}>
              {showHidden ? t('chat.hideHidden') : t('chat.showHidden', { count: hidden })}
            </Button>
          </div>
        )}
        {asked && <DeleteDialog conversation={asked} onClose={() => setDeleting(null)} />}
      </div>
      {menu && chosen && (
        <ListMenu
          key={`${menu.id} ${menu.x} ${menu.y}`}
          conversation={chosen}
          at={menu}
          onRename={setRenaming}
          onDelete={setDeleting}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  );
}

let wanted: number | null = null;

/** Focuses a row now, or as soon as the list has drawn it, unless another one is wanted by then. */
function focusConversation(within: HTMLElement, id: number, frames: number): void {
  wanted = id;
  const row = within.querySelector<HTMLElement>(`[data-conversation="${id}"]`);
  row?.focus({ preventScroll: true });
  if (frames === 0 || (row && document.activeElement === row)) return;
  requestAnimationFrame(() => {
    if (wanted === id) focusConversation(within, id, frames - 1);
  });
}

function openAt(id: number): void {
  selectConversation(id, null);
  focusComposer(id);
}

function groupName(group: 'today' | 'week' | 'earlier', t: TFunction): string {
  switch (group) {
    case 'today':
      return t('chat.today');
    case 'week':
      return t('chat.thisWeek');
    case 'earlier':
      return t('chat.earlier');
  }
}

function indexOf(rows: readonly ListRow[], id: number | null): number | null {
  if (id === null) return null;
  const index = rows.findIndex((row) => row.kind === 'conversation' && row.conversation.id === id);
  return index < 0 ? null : index;
}

/** The next conversation row from an index in a direction; headings are passed over. */
function step(rows: readonly ListRow[], from: number, by: 1 | -1): number | undefined {
  for (let index = from + by; index >= 0 && index < rows.length; index += by) {
    if (rows[index]?.kind === 'conversation') return index;
  }
  return undefined;
}
