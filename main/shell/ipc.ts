import { type BrowserWindow, ipcMain } from 'electron';
import type { Dispatch, Sender } from '../ipc/dispatcher.ts';
import type { TopicHub } from '../ipc/topics.ts';
import { PAGE_ORIGIN } from './page-policy.ts';

/** The only use of `ipcMain`: one channel, handed to the dispatcher with what is known about the caller. */
export function serveCalls(dispatch: Dispatch): void {
  ipcMain.handle('companion:call', (event, command: unknown, request: unknown) => {
    const frame = event.senderFrame; // null once the frame has navigated away or gone
    const sender: Sender = {
      windowId: event.sender.id,
      origin: frame?.origin ?? '',
      mainFrame: frame !== null && frame.parent === null,
    };
    return dispatch(sender, command, request);
  });
}

export interface TrustedWindows {
  isTrusted(sender: Sender): boolean;
  /** Lets this window call and hear main, until it is destroyed. */
  admit(window: BrowserWindow): void;
}

/** Keeps the list of windows that may speak: created by us, main frame, on our own origin. */
export function createTrustedWindows(hub: TopicHub): TrustedWindows {
  const trusted = new Set<number>();
  return {
    isTrusted: ({ windowId, origin, mainFrame }) => trusted.has(windowId) && mainFrame && origin === PAGE_ORIGIN,
    admit(window) {
      const contents = window.webContents;
      const id = contents.id;
      trusted.add(id);
      hub.add(id, {
        send(topic, event) {
          if (!contents.isDestroyed()) contents.send(`companion:${topic}`, event);
        },
      });
      contents.on('did-start-loading', () => hub.reset(id));
      contents.once('destroyed', () => {
        trusted.delete(id);
        hub.remove(id);
      });
    },
  };
}
