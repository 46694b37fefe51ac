import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { join } from './button.tsx';
import { SearchField } from './field.tsx';
import { contains } from './fold.ts';
import { Mark } from './menu.tsx';
import { moveTo, type Popover, type PopoverButtonProps, usePopover } from './popover.ts';

export interface PickerItem {
  readonly id: string;
  readonly name: string;
  /** Beside the name, quieter. Searched too. */
  readonly detail?: string;
  /** At the right end, e.g. a size. */
  readonly figure?: string;
}

interface PickerProps {
  /** The name of the search field and of the list, e.g. "Find a model". */
  readonly label: string;
  readonly items: readonly PickerItem[];
  readonly selectedId: string | null;
  /** `query`: what stood in the search field. */
  readonly onSelect: (id: string, query: string) => void;
  /** Rows made from what is typed, under those that match. */
  readonly typed?: (query: string) => readonly PickerItem[];
  readonly button: (props: PopoverButtonProps) => ReactNode;
  /** What stands in the list when nothing matches, or when there is nothing to choose from. */
  readonly empty: ReactNode;
  /** Under the list: where it comes from, a way to refresh it. */
  readonly footer?: ReactNode;
  /** For rows that say more than a name. */
  readonly wide?: boolean;
  /** Called each time the list opens. */
  readonly onOpen?: () => void;
}

/** A button and a searchable list under it. Type to narrow, arrows to move, Enter to choose, Esc to leave. */
export function Picker({ button, onOpen, footer, wide = false, ...list }: PickerProps) {
  const popover = usePopover();
  return (
    <>
      {button({ popoverTarget: popover.id, 'aria-haspopup': 'dialog' })}
      <div
        id={popover.id}
        ref={popover.ref}
        popover="auto"
        role="dialog"
        aria-label={list.label}
        className={join('menu picker', wide && 'picker-wide')}
        // Drawn before it is shown, so that the browser finds the field to put the caret in: what is typed right after
        // the key that opens it belongs here.
        onBeforeToggle={(event) => {
          if (event.newState === 'open') flushSync(() => popover.onOpenChange(true));
        }}
        onToggle={(event) => {
          const open = event.newState === 'open';
          popover.onOpenChange(open);
          if (open) onOpen?.();
        }}
      >
        {popover.open && <PickerList {...list} popover={popover} />}
        {footer && <div className="picker-foot">{footer}</div>}
      </div>
    </>
  );
}

function PickerList(props: Omit<PickerProps, 'button' | 'footer' | 'wide' | 'onOpen'> & { popover: Popover }) {
  const { label, items, selectedId, onSelect, typed, empty, popover } = props;
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.id === selectedId),
    ),
  );
  const input = useRef<HTMLInputElement>(null);
  const active = useRef<HTMLDivElement>(null);
  const matching = items.filter((item) => contains(`${item.name} ${item.detail ?? ''}`, query));
  const shown = [...matching, ...(typed?.(query) ?? [])];
  const current = shown[Math.min(at, shown.length - 1)];
  const optionId = (item: PickerItem) => `${popover.id}-${item.id}`;

  // The attribute, not React's property, which focuses when it mounts: here nothing is shown yet.
  useLayoutEffect(() => input.current?.setAttribute('autofocus', ''), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row to show depends on which one is current.
  useLayoutEffect(() => {
    // Scrolling answers a promise, which an effect must not return.
    void active.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function choose(item: PickerItem): void {
    popover.close();
    onSelect(item.id, query);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (current) choose(current);
      return;
    }
    if (event.key === 'Escape') {
      // A search field would take the first Esc to empty itself.
      event.preventDefault();
      popover.close();
      return;
    }
    // Home and End belong to the text being typed.
    const to = event.key.startsWith('Arrow') ? moveTo(event.key, shown.indexOf(current ?? NONE), shown.length) : null;
    if (to === null) return;
    event.preventDefault();
    setAt(to);
  }

  return (
    <>
      <SearchField
        ref={input}
        label={label}
        value={query}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${popover.id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? optionId(current) : undefined}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${popover.id}-list`} role="listbox" aria-label={label} className="picker-list">
        {shown.map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the search field, which keeps the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: as above, the field points at the active row.
          <div
            key={item.id}
            ref={item === current ? active : null}
            id={optionId(item)}
            role="option"
            aria-selected={item.id === selectedId}
            className={join('pick', item === current && 'on')}
            onClick={() => choose(item)}
          >
            <Mark checked={item.id === selectedId} />
            <span className="cut">{item.name}</span>
            {item.detail !== undefined && <span className="cut small faint">{item.detail}</span>}
            {item.figure !== undefined && <span className="push cut small soft num">{item.figure}</span>}
          </div>
        ))}
      </div>
      {shown.length === 0 && <div className="picker-empty small soft">{empty}</div>}
    </>
  );
}

const NONE: PickerItem = { id: '', name: '' };
