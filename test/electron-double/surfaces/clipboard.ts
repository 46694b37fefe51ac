import type { Public } from '../emitter.ts';
import { strict } from '../strict.ts';

let text = '';

/** Text only; asynchronous since Electron 44. */
export const clipboard = strict('clipboard', {
  readText: async () => text,
  async writeText(value: string) {
    text = String(value);
  },
  async has(type: string) {
    return type === 'text/plain' && text !== '';
  },
  clear() {
    text = '';
  },
}) satisfies Public<Electron.Clipboard>;
