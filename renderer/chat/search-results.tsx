import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { useApp } from '../app/store.ts';
import { Button, join } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon } from '../ui/icon.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { withoutMarks } from '../ui/plain-line.ts';
import { moveTo } from '../ui/popover.ts';
import { selectConversation } from './actions.ts';
import { useList } from './list-store.ts';
import { moreResults, orderOf, search, useSearch } from './search-store.ts';
import { MeaningNote, WhyMark } from './search-why.tsx';
import { count, listTime } from './time.ts';

const MINUTE = 60_000;

/** What was found, in the place of the list: conversations by title first, then messages with the words marked. */
export function SearchResults() {
  const { t, i18n } = useTranslation();
  const { text, within, order: chosen, found, error, seeking } = useSearch();
  const order = useApp((state) => orderOf(chosen, state.settings.meaning !== null));
  const title = useList((state) => (within === null ? null : (state.conversations.get(within)?.title ?? null)));
  const now = useNow(MINUTE);
  const [active, setActive] = useState(0);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const rows = [...event.currentTarget.querySelectorAll<Element>('.item')];
    const from = document.activeElement ? rows.indexOf(document.activeElement) : -1;
    const to = moveTo(event.key, from, rows.length);
    if (to === null) return;
    event.preventDefault();
    setActive(to);
    const row = rows[to];
    if (row instanceof HTMLElement) row.focus();
  };
  if (error) {
    return (
      <div className="scroll empty" role="alert">
        <p>{errorSentence(t, error)}</p>
      </div>
    );
  }
  const total = found ? found.titles.length + found.hits.length : 0;
  // Nothing by words is not nothing yet.
  const known = found !== null && (total > 0 || !seeking);
  const summary = known
    ? t('search.found', {
        count: found.hits.length,
        n: count(found.hits.length, i18n.language),
        more: found.next === null ? '' : '+',
      })
    : '';
  return (
    <>
      <div className="results-bar">
        <span className="cut num">{known ? summary : t('search.searching')}</span>
        <Button
          className="push"
          kind="quiet"
          size="small"
          title={t('search.orderHint')}
          onClick={() => search({ order: order === 'newest' ? 'relevance' : 'newest' })}
        >
          {order === 'newest' ? t('search.newest') : t('search.relevance')}
        </Button>
        {title !== null && <span className="cut">{t('search.within', { title })}</span>}
        {found && found.pendingIndex > 0 && (
          <span className="num">{t('search.indexing', { n: count(found.pendingIndex, i18n.language) })}</span>
        )}
      </div>
      <MeaningNote page={found} />
      <LiveRegion text={summary} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside, heard on their way up. */}
      <div className="scroll" onKeyDown={press}>
        {known && total === 0 && (
          <div className="empty">
            <Icon name="search" />
            <p>{t('search.nothing', { text: text.trim() })}</p>
          </div>
        )}
        <ul>
          {found?.titles.map((each, index) => (
            <li key={`title-${each.conversationId}`}>
              <button
                type="button"
                className="item"
                tabIndex={index === active ? 0 : -1}
                data-area-focus={index === active || undefined}
                onFocus={() => setActive(index)}
                onClick={() => selectConversation(each.conversationId, null)}
              >
                <span className="title cut" dir="auto">
                  {each.title || t('chat.untitled')}
                </span>
                <span className="marks faint">
                  <Icon name="chat" />
                </span>
              </button>
            </li>
          ))}
          {found?.hits.map((hit, index) => {
            const place = index + found.titles.length;
            return (
              <li key={hit.messageId}>
                <HitRow
                  hit={hit}
                  marked={found.meaning === 'used'}
                  now={now}
                  stop={place === active}
                  onFocus={() => setActive(place)}
                />
              </li>
            );
          })}
        </ul>
        {found?.next != null && (
          <div className="list-more">
            <Button kind="quiet" size="small" onClick={() => void moreResults()}>
              {t('search.more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

interface HitProps {
  readonly hit: SearchHit;
  /** Says why it is there. */
  readonly marked: boolean;
  readonly now: number;
  readonly stop: boolean;
  readonly onFocus: () => void;
}

function HitRow({ hit, marked, now, stop, onFocus }: HitProps) {
  const { t, i18n } = useTranslation();
  const who = { me: t('chat.you'), ai: t('chat.ai'), other: hit.authorName ?? t('chat.someone') }[hit.author];
  const words = hit.excerpt.map(({ text, hit: isWord }, key) => ({ key, text: withoutMarks(text), isWord }));
  return (
    <button
      type="button"
      className={join('item', 'hit')}
      tabIndex={stop ? 0 : -1}
      data-area-focus={stop || undefined}
      onFocus={onFocus}
      onClick={() => selectConversation(hit.conversationId, hit.messageId)}
    >
      <span className="title cut" dir="auto">
        {hit.conversationTitle || t('chat.untitled')}
      </span>
      <span className="time">{listTime(hit.createdAt, now, i18n.language)}</span>
      <span className="sub">
        <span className="faint">{t('search.by', { who })} </span>
        <bdi>{words.map(({ key, text, isWord }) => (isWord ? <mark key={key}>{text}</mark> : text))}</bdi>
      </span>
      {marked && <WhyMark why={hit.why} />}
    </button>
  );
}
