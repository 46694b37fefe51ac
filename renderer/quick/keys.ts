import { isCommand, type KeyPress } from '../app/keys.ts';

/** What a key does in the quick window, besides typing. */
export type QuickKey =
  | {
      readonly kind:
        | 'hide'
        | 'model'
        | 'pin'
        | 'new'
        | 'main'
        | 'stop'
        | 'clipboard'
        | 'copy'
        | 'agent'
        | 'compare'
        | 'refuse';
    }
  | { readonly kind: 'goOn'; readonly place: 0 | 1 | 2 };

/** The action of a key press, or `null`. Digits go by their place: on a French keyboard they need Shift. */
export function quickKey(press: KeyPress, platform: string): QuickKey | null {
  if (press.key === 'Escape') return { kind: 'hide' };
  if (!isCommand(press, platform)) return null;
  if (press.shiftKey) return press.key.toLowerCase() === 'v' ? { kind: 'clipboard' } : null;
  switch (press.code) {
    case 'Digit1':
      return { kind: 'goOn', place: 0 };
    case 'Digit2':
      return { kind: 'goOn', place: 1 };
    case 'Digit3':
      return { kind: 'goOn', place: 2 };
  }
  switch (press.key.toLowerCase()) {
    case 'enter':
      return { kind: 'agent' };
    case 'backspace':
      return { kind: 'refuse' };
    case 'l':
      return { kind: 'model' };
    case 'd':
      return { kind: 'compare' };
    case 'p':
      return { kind: 'pin' };
    case 'n':
      return { kind: 'new' };
    case 'o':
      return { kind: 'main' };
    case '.':
      return { kind: 'stop' };
    case 'c':
      return { kind: 'copy' };
    default:
      return null;
  }
}
