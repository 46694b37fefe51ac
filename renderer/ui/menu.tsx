import { type CSSProperties, type KeyboardEvent, type ReactNode, useLayoutEffect } from 'react';
import { join } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Key } from './key.tsx';
import { moveTo, type Popover, type PopoverButtonProps, usePopover } from './popover.ts';

export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly icon?: IconName;
      readonly accelerator?: string;
      /** Destroys something. */
      readonly danger?: boolean;
      /** Why it cannot be chosen now. */
      readonly disabledReason?: string;
      /** One of several, and whether it is the one. */
      readonly checked?: boolean;
      readonly onSelect: () => void;
    }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'separator'; readonly key: string };

interface MenuProps {
  /** The name of the menu for those who do not see where it opens. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly button: (props: PopoverButtonProps) => ReactNode;
}

/** A button and the menu under it. Arrows, Home, End and first letters move, Esc and Tab close. */
export function Menu({ label, entries, button }: MenuProps) {
  const popover = usePopover();
  return (
    <>
      {button({ popoverTarget: popover.id, 'aria-haspopup': 'menu' })}
      <div
        id={popover.id}
        ref={popover.ref}
        popover="auto"
        className="menu"
        onToggle={(event) => popover.onOpenChange(event.newState === 'open')}
      >
        {popover.open && <MenuList label={label} entries={entries} popover={popover} />}
      </div>
    </>
  );
}

interface ContextMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Where, in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A menu that opens where it was asked for, without a button; the focus goes back to where it was. */
export function ContextMenu({ label, entries, at, onClose }: ContextMenuProps) {
  const popover = usePopover();
  const { ref } = popover;
  useLayoutEffect(() => ref.current?.showPopover(), [ref]);
  return (
    <div
      ref={ref}
      popover="auto"
      className="menu menu-at"
      style={towardsMiddle(at)}
      onToggle={(event) => {
        popover.onOpenChange(event.newState === 'open');
        if (event.newState === 'closed') onClose();
      }}
    >
      {popover.open && <MenuList label={label} entries={entries} popover={popover} />}
    </div>
  );
}

/** Where there is room for it: it grows from the point to the middle of the window. */
function towardsMiddle({ x, y }: ContextMenuProps['at']): CSSProperties {
  const across = x < innerWidth / 2 ? { left: x } : { right: innerWidth - x };
  const down = y < innerHeight / 2 ? { top: y } : { bottom: innerHeight - y };
  return { ...across, ...down };
}

function MenuList({ label, entries, popover }: { label: string; entries: readonly MenuEntry[]; popover: Popover }) {
  useLayoutEffect(() => {
    const items = itemsOf(popover);
    (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus();
  }, [popover]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') {
      popover.close();
      return;
    }
    const items = itemsOf(popover);
    const from = items.indexOf(document.activeElement as HTMLElement);
    const to = moveTo(event.key, from, items.length) ?? startingWith(items, from, event.key);
    if (to === null) return;
    event.preventDefault();
    items[to]?.focus();
  }

  return (
    <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {entries.map((entry) => (
        <MenuRow key={entry.kind === 'separator' ? entry.key : entry.label} entry={entry} close={popover.close} />
      ))}
    </div>
  );
}

function MenuRow({ entry, close }: { entry: MenuEntry; close: () => void }) {
  if (entry.kind === 'separator') return <hr className="menu-line" />;
  if (entry.kind === 'label') {
    return (
      <div className="label menu-label" role="presentation">
        {entry.label}
      </div>
    );
  }
  const radio = entry.checked !== undefined;
  const disabled = entry.disabledReason !== undefined;
  const role = radio ? ({ role: 'menuitemradio', 'aria-checked': entry.checked } as const) : { role: 'menuitem' };
  return (
    <button
      type="button"
      {...role}
      aria-disabled={disabled || undefined}
      title={entry.disabledReason}
      tabIndex={-1}
      className={join('menu-item', entry.danger && 'is-bad')}
      onClick={() => {
        if (disabled) return;
        close();
        entry.onSelect();
      }}
    >
      {radio ? <Mark checked={entry.checked === true} /> : entry.icon !== undefined && <Icon name={entry.icon} />}
      <span className="cut">{entry.label}</span>
      {entry.accelerator !== undefined && (
        <span className="push">
          <Key accelerator={entry.accelerator} />
        </span>
      )}
    </button>
  );
}

/** The tick of a chosen row, or its empty place. */
export function Mark({ checked }: { checked: boolean }) {
  return checked ? <Icon name="check" /> : <span className="icon" />;
}

function itemsOf(popover: Popover): readonly HTMLElement[] {
  return [...(popover.ref.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function startingWith(items: readonly HTMLElement[], from: number, letter: string): number | null {
  if (letter.length !== 1) return null;
  const after = [...items.keys()].map((step) => (from + 1 + step) % items.length);
  return after.find((index) => items[index]?.textContent.toLowerCase().startsWith(letter.toLowerCase())) ?? null;
}
