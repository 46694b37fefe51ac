import type { Public } from '../emitter.ts';
import { strict } from '../strict.ts';

/** What was handed to other programs. `failure` set: the next ones fail with it. */
export const handedOver = {
  addresses: [] as string[],
  paths: [] as string[],
  shown: [] as string[],
  trashed: [] as string[],
  beeps: 0,
  failure: null as string | null,
};

function mayFail(): void {
  if (handedOver.failure) throw new Error(handedOver.failure);
}

export const shell = strict('shell', {
  async openExternal(url: string) {
    mayFail();
    handedOver.addresses.push(url);
  },
  async openPath(path: string) {
    handedOver.paths.push(path);
    return handedOver.failure ?? '';
  },
  showItemInFolder(path: string) {
    handedOver.shown.push(path);
  },
  async trashItem(path: string) {
    mayFail();
    handedOver.trashed.push(path);
  },
  beep() {
    handedOver.beeps++;
  },
}) satisfies Public<Electron.Shell>;
