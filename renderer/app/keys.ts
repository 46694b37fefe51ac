/** What a key does anywhere in the main window. */
export type KeyAction =
  | 'chats'
  | 'runs'
  | 'compare'
  | 'health'
  | 'settings'
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
  if (!isCommand(press, platform)) return null;
  if (press.shiftKey) {
    if (press.code === 'Digit1') return 'chats';
    if (press.code === 'Digit2') return 'runs';
    if (press.code === 'Digit3') return 'compare';
    if (press.code === 'Digit4') return 'health';
    if (press.code === 'Digit5') return 'settings';
    return press.key.toLowerCase() === 'w' ? 'openWebui' : null;
  }
  switch (press.key.toLowerCase()) {
    case 'k':
      return 'search';
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
