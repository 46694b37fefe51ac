import { useCallback, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../app/commands.ts';
import { useApp } from '../app/store.ts';
import { IconButton } from '../ui/button.tsx';
import { SearchField } from '../ui/field.tsx';
import { Menu } from '../ui/menu.tsx';
import { type RunFilter, searchRuns, useRunSearch } from './search-store.ts';

/** The search field over the runs, and which of them are looked through. ⌘F comes here; Esc gives the list back. */
export function RunSearchBox() {
  const { t } = useTranslation();
  const { text, filter } = useRunSearch();
  const input = useRef<HTMLInputElement>(null);
  const focus = useCallback(() => {
    flushSync(() => useApp.setState({ listOpen: true }));
    input.current?.focus();
    input.current?.select();
  }, []);
  useCommand('findRun', focus);
  const clear = () => searchRuns({ text: '', filter: 'all' });
  const filters: readonly { readonly filter: RunFilter; readonly label: string }[] = [
    { filter: 'all', label: t('runs.filterAll') },
    { filter: 'active', label: t('runs.filterActive') },
    { filter: 'succeeded', label: t('runs.filterSucceeded') },
    { filter: 'troubled', label: t('runs.filterTroubled') },
  ];
  const chosen = filters.find((each) => each.filter === filter)?.label ?? '';
  const name = t('runs.filter', { filter: chosen });
  return (
    <SearchField
      ref={input}
      label={t('runs.search')}
      value={text}
      maxLength={300}
      onChange={(event) => searchRuns({ text: event.currentTarget.value })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && (text !== '' || filter !== 'all')) {
          event.preventDefault();
          clear();
        } else if (event.key === 'ArrowDown') {
          event.preventDefault();
          document.querySelector<HTMLElement>('.runs .list .scroll [data-area-focus]')?.focus();
        }
      }}
      trailing={
        <>
          {text !== '' && <IconButton small icon="cross" label={t('runs.clearSearch')} onClick={clear} />}
          <Menu
            label={t('runs.filterLabel')}
            entries={filters.map((each) => ({
              kind: 'item',
              label: each.label,
              checked: each.filter === filter,
              onSelect: () => searchRuns({ filter: each.filter }),
            }))}
            button={(props) =>
              filter === 'all' ? (
                <IconButton small icon="think" label={name} {...props} />
              ) : (
                <button type="button" className="chip filter-chip" title={name} {...props}>
                  {chosen}
                </button>
              )
            }
          />
        </>
      }
    />
  );
}
