import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Account, Message } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { LocalRow } from './local/message-row.tsx';
import { SpokenAnswer } from './local/spoken-answer.tsx';
import { MessageRow } from './message-row.tsx';
import { questionBefore, readMark, type Stretch, type ThreadRow, threadRows, unsettledNow } from './thread-state.ts';
import { loadMore, openThread } from './thread-store.ts';
import { dayName } from './time.ts';
import { useAnchor } from './use-anchor.ts';

/** Coming down to within this many pixels of the end is meant to be the end. */
const NEAR_END = 32;
/** So far from an end the next page is fetched. */
const PREFETCH = 800;
const MINUTE = 60_000;

interface Props {
  readonly stretch: Stretch;
  readonly start: { readonly messageId: number | null };
  readonly account: Account;
  /** The model of the conversation, for asking again. */
  readonly modelId: string | null;
}

/**
 * The messages, virtualised. At the end it follows what arrives; scrolled up it stands still and a button says that
 * there is more below.
 */
export function Thread({ stretch, start, account, modelId }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow(MINUTE);
  const rows = useMemo(() => threadRows(stretch.messages), [stretch.messages]);
  const latest = useRef(rows);
  const list = useRef<VirtualizerHandle>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const { anchor, hold } = useAnchor(scroll, list, start.messageId === null ? 'end' : null);
  const lastOffset = useRef(0);
  const [reading, setReading] = useState(start.messageId !== null);
  const news = useNews(stretch.messages, reading);
  const prepended = usePrepended(rows);
  const busy = unsettledNow(stretch.messages) !== null;

  useLayoutEffect(() => {
    latest.current = rows;
  }, [rows]);

  // A new opening: stand at its message, or at the end.
  useLayoutEffect(() => {
    const row = () =>
      latest.current.findIndex((each) => each.kind === 'message' && each.message.id === start.messageId);
    const found = row() >= 0;
    // Other rows: where the last ones stood says nothing about which way these are scrolled.
    lastOffset.current = 0;
    setReading(found);
    hold(found ? { row } : 'end');
  }, [start, hold]);
  useReadMark(stretch, reading);

  const onScroll = (offset: number) => {
    const handle = list.current;
    if (!handle) return;
    const left = handle.scrollSize - handle.viewportSize - offset;
    const following = !stretch.hasNewer && goesOn(anchor.current === 'end', offset - lastOffset.current, left);
    lastOffset.current = offset;
    if (following) anchor.current = 'end';
    else if (anchor.current === 'end') anchor.current = null;
    setReading(!following);
    if (offset < PREFETCH) void loadMore('older');
    if (left < PREFETCH) void loadMore('newer');
  };
  const goToEnd = () => {
    if (stretch.hasNewer) {
      void openThread(stretch.conversationId, null);
      return;
    }
    setReading(false);
    hold('end');
  };

  return (
    <div className="thread-area">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className="thread" ref={scroll} tabIndex={0} data-area="thread" aria-label={t('chat.messages')}>
        <div className="column">
          <Virtualizer ref={list} scrollRef={scroll} data={rows} bufferSize={800} shift={prepended} onScroll={onScroll}>
            {(row) => {
              switch (row.kind) {
                case 'end':
                  return <div className="thread-end" key={row.key} />;
                case 'day':
                  return (
                    <div className="gap" key={row.key}>
                      <span>{dayName(row.at, now, t, i18n.language)}</span>
                    </div>
                  );
                case 'message':
                  return row.message.local ? (
                    <LocalRow
                      key={row.key}
                      message={row.message}
                      busy={busy}
                      found={row.message.id === start.messageId}
                    />
                  ) : (
                    <MessageRow
                      key={row.key}
                      message={row.message}
                      question={row.message.author === 'ai' ? questionBefore(stretch.messages, row.message) : null}
                      account={account}
                      modelId={modelId}
                      found={row.message.id === start.messageId}
                    />
                  );
              }
            }}
          </Virtualizer>
        </div>
      </section>
      {reading && (news > 0 || stretch.hasNewer) && (
        <div className="to-end">
          <Button size="small" icon="down" onClick={goToEnd}>
            {news > 0 ? t('chat.newMessages', { count: news }) : t('chat.toEnd')}
          </Button>
        </div>
      )}
      <Announcer stretch={stretch} />
      <SpokenAnswer messages={stretch.messages} />
    </div>
  );
}

/** How many messages of others arrived since the person left the end. */
function useNews(messages: readonly Message[], reading: boolean): number {
  const others = messages.filter((each) => each.author !== 'me');
  const last = others.at(-1)?.order ?? 0;
  const [seen, setSeen] = useState(last);
  if (!reading && last !== seen) setSeen(last);
  return reading ? others.filter((each) => each.order > seen).length : 0;
}

/**
 * Whether the end is followed after a scroll by `moved` pixels that leaves `left` below. Growing content moves the end
 * away and not the place, so only going up means reading, be it by the first pixel of a smooth scroll.
 */
function goesOn(following: boolean, moved: number, left: number): boolean {
  if (left < 2) return true;
  if (moved < 0) return false;
  return following || left < NEAR_END;
}

/** Whether rows were put before the first one with this change: the list then keeps its place from the end. */
function usePrepended(rows: readonly ThreadRow[]): boolean {
  const [before, setBefore] = useState(rows);
  const first = before.find((row) => row.kind !== 'day')?.key;
  const place = (within: readonly ThreadRow[]) => within.findIndex((row) => row.key === first);
  const prepended = first !== undefined && place(rows) > place(before);
  useEffect(() => setBefore(rows), [rows]);
  return prepended;
}

/** Tells main how far the person has read, while the end is in sight and the window is in front. */
function useReadMark(stretch: Stretch, reading: boolean): void {
  const upTo = stretch.hasNewer ? 0 : readMark(stretch.messages);
  const { conversationId } = stretch;
  const onPage = useApp((state) => state.page === 'chat');
  useEffect(() => {
    if (reading || upTo === 0 || !onPage) return;
    const mark = () => {
      if (document.hasFocus()) void call('conversations.read', { id: conversationId, upTo });
    };
    mark();
    addEventListener('focus', mark);
    return () => removeEventListener('focus', mark);
  }, [conversationId, upTo, reading, onPage]);
}

/** Reads out who has written, once, when it happens; not what was there on opening or was loaded since. */
function Announcer({ stretch }: { stretch: Stretch }) {
  const { t } = useTranslation();
  // What is streamed is read out as it comes.
  const last = stretch.messages.findLast((each) => each.author !== 'me' && each.local === null);
  const current = stretch.hasNewer ? null : (last?.order ?? 0);
  const [before, setBefore] = useState(current);
  const [text, setText] = useState('');
  if (current !== before) {
    const who = last?.author === 'ai' ? t('chat.ai') : (last?.authorName ?? t('chat.someone'));
    const isNew = before !== null && current !== null && current > before;
    setBefore(current);
    setText(isNew ? t('chat.announced', { who }) : '');
  }
  return <LiveRegion text={text} about={current} />;
}
