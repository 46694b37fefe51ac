import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { exportEntries } from './export-entries.ts';

export type RunTab = 'timeline' | 'text' | 'state' | 'events' | 'usage';

const TABS: readonly RunTab[] = ['timeline', 'text', 'state', 'events', 'usage'];

/** Element ids of a tab and its panel. One run is shown at a time. */
export function tabIds(tab: RunTab): { readonly tab: string; readonly panel: string } {
  return { tab: `run-tab-${tab}`, panel: `run-panel-${tab}` };
}

interface Props {
  readonly detail: RunDetail;
  readonly tab: RunTab;
  readonly onTab: (tab: RunTab) => void;
}

/** The sides of a run, and Export. Arrows, Home and End move among the tabs. */
export function RunTabs({ detail, tab, onTab }: Props) {
  const { t, i18n } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const names: Record<RunTab, string> = {
    timeline: t('runs.tabTimeline'),
    text: t('runs.tabText'),
    state: t('runs.tabState'),
    events: t('runs.tabEvents'),
    usage: t('runs.tabUsage'),
  };
  const press = (event: KeyboardEvent) => {
    const next = TABS[targetOf(event.key, TABS.indexOf(tab))];
    if (next === undefined) return;
    event.preventDefault();
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#${tabIds(next).tab}`)?.focus();
  };
  return (
    <div className="tabs" data-area="tabs">
      <div className="tabs-list" role="tablist" aria-label={t('runs.tabs')} ref={list}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={tabIds(each).tab}
            aria-selected={each === tab}
            aria-controls={each === tab ? tabIds(each).panel : undefined}
            tabIndex={each === tab ? 0 : -1}
            data-area-focus={each === tab || undefined}
            className={each === tab ? 'tab on' : 'tab'}
            onClick={() => onTab(each)}
            onKeyDown={press}
          >
            {names[each]}
            {each === 'events' && detail.events > 0 && (
              <span className="faint num">{count(detail.events, i18n.language)}</span>
            )}
          </button>
        ))}
      </div>
      <Menu
        label={t('runs.export')}
        entries={exportEntries(detail.run.id, t)}
        button={(props) => (
          <button type="button" className="tab push" {...props}>
            <Icon name="download" />
            {t('runs.export')}
          </button>
        )}
      />
    </div>
  );
}

/** The place a key leads to, wrapping round; `-1` when the key does not move. */
function targetOf(key: string, from: number): number {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % TABS.length;
    case 'ArrowLeft':
      return (from + TABS.length - 1) % TABS.length;
    case 'Home':
      return 0;
    case 'End':
      return TABS.length - 1;
    default:
      return -1;
  }
}
