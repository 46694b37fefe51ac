import { makeEvent } from '../emitter.ts';
import { ipcMain } from '../ipc/ipc-main.ts';
import { makeCodec, type Packed } from '../worlds/codec.ts';
import type { ToMain } from '../worlds/preload-world.ts';
import type { FrameDouble } from './frames.ts';
import { decidePermission } from './permissions.ts';
import type { WebContentsDouble } from './web-contents.ts';

const codec = makeCodec();

/** Packs the arguments of `webContents.send`. */
export function packArguments(args: unknown[]): Packed {
  try {
    return codec.encode(args);
  } catch {
    throw new Error('Failed to serialize arguments');
  }
}

/** Handles one message from a preload world. */
export async function receiveMessage(contents: WebContentsDouble, frame: FrameDouble, message: ToMain): Promise<void> {
  switch (message.t) {
    case 'preload-error':
      contents._preloadFailed(Object.assign(new Error(message.message), { stack: message.stack }));
      return;
    case 'title':
      contents._window._pageTitle(message.title);
      return;
    case 'permission':
      await decidePermission(contents, frame, message.permission, message.details);
      await contents._page.deliver(frame, { t: 'asked', id: message.id });
      return;
    case 'send':
      receiveSend(contents, frame, message.channel, codec.decode(message.args) as unknown[]);
      return;
    case 'invoke':
      await answerInvoke(contents, frame, message);
  }
}

function eventFor(contents: WebContentsDouble, frame: FrameDouble) {
  return makeEvent({
    type: 'frame',
    sender: contents,
    senderFrame: frame,
    frameId: frame.routingId,
    processId: frame.processId,
    ports: [],
    reply: (channel: string, ...args: unknown[]) => contents.send(channel, ...args),
  }) as unknown as Electron.IpcMainInvokeEvent;
}

function receiveSend(contents: WebContentsDouble, frame: FrameDouble, channel: string, args: unknown[]): void {
  const event = eventFor(contents, frame);
  contents.emit('ipc-message', event, channel, ...args);
  contents.ipc.emit(channel, event, ...args);
  ipcMain.emit(channel, event, ...args);
}

async function answerInvoke(
  contents: WebContentsDouble,
  frame: FrameDouble,
  { id, channel, args }: ToMain & { t: 'invoke' },
): Promise<void> {
  const handler = contents.ipc._handlerOf(channel) ?? ipcMain._handlerOf(channel);
  if (!handler) {
    const error = `Error: No handler registered for '${channel}'`;
    await contents._page.deliver(frame, { t: 'failure', id, error });
    return;
  }
  try {
    const value = await handler(eventFor(contents, frame), ...(codec.decode(args) as unknown[]));
    await contents._page.deliver(frame, { t: 'reply', id, value: codec.encode(value) });
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    await contents._page.deliver(frame, { t: 'failure', id, error: String(error) });
  }
}
