import type { Page } from '../../preload/contract.ts';

/** What a key does anywhere in the main window. */
export type KeyAction =
  | 'chats'
  | 'runs'
  | 'compare'
  | 'health'
  | 'settings'
  | 'palette'
  | 'keyMap'
  | 'search'
  | 'findHere'
  | 'newConversation'
  | 'model'
  | 'openWebui'
  | 'rename'
  | 'stop'
  | 'newRun'
  | 'findRun'
  | 'stopRun'
  | 'newComparison'
  | 'stopComparison'
  | 'checkNow'
  | 'nextArea';

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether the platform's command key (⌘ on macOS, Ctrl elsewhere) is held, and no other but Shift. */
export function isCommand(press: KeyPress, platform: string): boolean {
  if (press.altKey) return false;
  return platform === 'darwin' ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
}

/** The action of a key press, or `null`. Digits go by their place on the keyboard: with Shift they are other signs. */
export function actionOf(press: KeyPress, platform: string): KeyAction | null {
  if (press.key === 'F6') return 'nextArea';
  if (press.key === 'F2') return 'rename';
  if (press.key === '?' && !press.ctrlKey && !press.metaKey && !press.altKey) return 'keyMap';
  if (!isCommand(press, platform)) return null;
  if (press.shiftKey) {
    if (press.code === 'Digit1') return 'chats';
    if (press.code === 'Digit2') return 'runs';
    if (press.code === 'Digit3') return 'compare';
    if (press.code === 'Digit4') return 'health';
    if (press.code === 'Digit5') return 'settings';
    if (press.key.toLowerCase() === 'f') return 'search';
    return press.key.toLowerCase() === 'w' ? 'openWebui' : null;
  }
  switch (press.key.toLowerCase()) {
    case 'k':
      return 'palette';
    case 'f':
      return 'findHere';
    case 'n':
      return 'newConversation';
    case 'l':
      return 'model';
    case 'r':
      return 'checkNow';
    case '.':
      return 'stop';
    case ',':
      return 'settings';
    default:
      return null;
  }
}

/** What some actions mean while another page than that of the chats is in front. */
const ON_PAGE: Partial<Record<Page, Partial<Record<KeyAction, KeyAction>>>> = {
  runs: { newConversation: 'newRun', findHere: 'findRun', stop: 'stopRun' },
  compare: { newConversation: 'newComparison', stop: 'stopComparison' },
};

/** What an action means on this page; itself where the page has no meaning of its own for it. */
export function meaningOn(page: Page, action: KeyAction): KeyAction {
  return ON_PAGE[page]?.[action] ?? action;
}

/** Whether what is pressed there is text: a key without a modifier is not a command then. */
export function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type);
}
