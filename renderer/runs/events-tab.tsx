import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { RunEventRow } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { IconButton } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { SearchField } from '../ui/field.tsx';
import { Icon, Sign } from '../ui/icon.tsx';
import { Switch } from '../ui/switch.tsx';
import { copyText } from './actions.ts';
import { useEventLog } from './event-log.ts';
import { readJson } from './json-tree.ts';
import { ToolText } from './long-text.tsx';
import { preciseTime } from './time.ts';

interface Props {
  readonly id: number;
  readonly events: number;
  readonly faults: number;
}

const AHEAD = 30;

/** Every event of the run as it came, to be searched, copied and exported. */
export function EventsTab({ id, events, faults }: Props) {
  const { t, i18n } = useTranslation();
  const [query, setQuery] = useState('');
  const [faultsOnly, setFaultsOnly] = useState(false);
  const log = useEventLog({ id, query: query.trim(), faultsOnly }, events);
  const list = useRef<VirtualizerHandle>(null);
  const onScroll = () => {
    const handle = list.current;
    const end = handle ? handle.findItemIndex(handle.scrollOffset + handle.viewportSize) : 0;
    if (end + AHEAD >= log.rows.length) log.loadMore();
  };
  return (
    <div className="events-tab">
      <div className="row wrap">
        <SearchField
          label={t('runs.eventsSearch')}
          className="events-search"
          value={query}
          maxLength={500}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Switch
          label={t('runs.faultsOnly', { n: count(faults, i18n.language) })}
          checked={faultsOnly}
          onChange={setFaultsOnly}
        />
      </div>
      {log.error && (
        <p role="alert" className="sign-line">
          <Sign name="problem" />
          <span>{errorSentence(t, log.error)}</span>
        </p>
      )}
      {log.phase === 'ready' && log.rows.length === 0 && (
        <p className="soft" role="status">
          {query !== '' || faultsOnly ? t('runs.eventsNotFound') : t('runs.eventsNone')}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="events-scroll" tabIndex={0} aria-label={t('runs.tabEvents')}>
        <Virtualizer ref={list} as="ul" item="li" data={log.rows} bufferSize={300} onScroll={onScroll}>
          {(row) => <EventRow key={row.seq} row={row} />}
        </Virtualizer>
      </section>
    </div>
  );
}

function EventRow({ row }: { row: RunEventRow }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className="event">
      <div className="event-line">
        <button type="button" className="event-head" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'down' : 'right'} />
          <span className="num faint small">{preciseTime(row.at, i18n.language)}</span>
          <span className="mono strong event-type cut">{row.type}</span>
          {row.merged > 1 && (
            <span className="small faint num" title={t('runs.eventMerged', { n: count(row.merged, i18n.language) })}>
              {t('runs.eventTimes', { n: count(row.merged, i18n.language) })}
            </span>
          )}
          {row.fault !== null && <Sign name="problem" />}
          <span className="mono faint cut event-json">{row.fault ?? row.json.slice(0, 300)}</span>
        </button>
        <IconButton small icon="copy" label={t('runs.eventCopy')} onClick={() => copyText(row.json)} />
      </div>
      {open && (
        <div className="event-open">
          {row.fault !== null && (
            <p className="sign-line small">
              <Sign name="problem" />
              <span>
                {t('runs.eventFault')} <span className="mono">{row.fault}</span>
              </span>
            </p>
          )}
          <ToolText text={pretty(row)} />
          {row.cut && <p className="hint">{t('runs.eventCut')}</p>}
        </div>
      )}
    </div>
  );
}

function pretty({ json, cut }: RunEventRow): string {
  const read = cut ? null : readJson(json);
  return read ? JSON.stringify(read.value, null, 2) : json;
}
