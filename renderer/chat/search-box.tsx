import { useCallback, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../app/commands.ts';
import { useApp } from '../app/store.ts';
import { IconButton } from '../ui/button.tsx';
import { SearchField } from '../ui/field.tsx';
import { useList } from './list-store.ts';
import { closeSearch, search, useSearch } from './search-store.ts';

/** The search field over the list. ⇧⌘F searches everywhere, ⌘F in the open conversation; Esc gives the list back. */
export function SearchBox() {
  const { t } = useTranslation();
  const { text, within } = useSearch();
  const selected = useList((state) => state.selected);
  const input = useRef<HTMLInputElement>(null);

  const focus = useCallback((scope: number | null) => {
    // At once: the next key the person presses already belongs here.
    flushSync(() => {
      useApp.setState({ listOpen: true });
      search({ within: scope });
    });
    input.current?.focus();
    input.current?.select();
  }, []);
  const everywhere = useCallback(() => focus(null), [focus]);
  const here = useCallback(() => focus(selected), [focus, selected]);
  useCommand('search', everywhere);
  useCommand('findHere', selected === null ? null : here);

  return (
    <SearchField
      ref={input}
      label={within === null ? t('search.everywhere') : t('search.here')}
      placeholder={within === null ? t('search.short') : t('search.here')}
      accelerator={within === null ? 'Mod+Shift+F' : 'Mod+F'}
      value={text}
      maxLength={300}
      onChange={(event) => search({ text: event.currentTarget.value })}
      onBlur={() => {
        // Nothing was asked: the field is for everything again.
        if (text === '' && within !== null) closeSearch();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && (text !== '' || within !== null)) {
          event.preventDefault();
          closeSearch();
        } else if (event.key === 'ArrowDown') {
          event.preventDefault();
          document.querySelector<HTMLElement>('.list .scroll [data-area-focus]')?.focus();
        }
      }}
      trailing={
        (text !== '' || within !== null) && (
          <IconButton small icon="cross" label={t('search.clear')} onClick={closeSearch} />
        )
      }
    />
  );
}
