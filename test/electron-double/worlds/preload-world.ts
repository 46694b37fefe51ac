import type { strict as Strict } from '../strict.ts';
import type { Codec, Packed } from './codec.ts';
import type { Membrane } from './membrane.ts';

/** From the preload world to main. */
export type ToMain =
  | { t: 'invoke'; id: number; channel: string; args: Packed }
  | { t: 'send'; channel: string; args: Packed }
  | { t: 'title'; title: string }
  | { t: 'permission'; id: number; permission: string; details: object }
  | { t: 'preload-error'; message: string; stack: string };

/** From main to the preload world. */
export type FromMain =
  | { t: 'reply'; id: number; value: Packed }
  | { t: 'failure'; id: number; error: string }
  | { t: 'event'; channel: string; args: Packed }
  | { t: 'asked'; id: number };

export interface PreloadParts {
  readonly membrane: Membrane;
  readonly codec: Codec;
  readonly strict: typeof Strict;
  /** Sends a line to main. */
  readonly post: (line: string) => void;
  /** Gives main the function it calls with each message. */
  readonly receive: (deliver: (message: FromMain) => void) => void;
  readonly process: object;
  /** The application's preload script as a function. */
  readonly preload: (...parts: unknown[]) => void;
}

/** The isolated world a preload script runs in: `electron` and the few modules of a sandboxed one, nothing of Node. */
export function runPreloadWorld({ membrane, codec, strict, post, receive, process, preload }: PreloadParts): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  const send = (message: ToMain) => post(JSON.stringify(message));
  const listeners = new Map<string, { fn: Listener; once: boolean }[]>();
  const calls = new Map<number, { channel: string; resolve(value: unknown): void; reject(error: Error): void }>();
  const questions = new Map<number, () => void>();
  let last = 0;

  function add(channel: string, fn: Listener, once: boolean) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { fn, once }]);
    return ipcRenderer;
  }

  function remove(channel: string, fn: Listener) {
    const list = listeners.get(channel) ?? [];
    const index = list.findLastIndex((entry) => entry.fn === fn);
    if (index >= 0) listeners.set(channel, list.toSpliced(index, 1));
    return ipcRenderer;
  }

  const ipcRenderer: object = strict('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]) {
      return new Promise((resolve, reject) => {
        const id = ++last;
        const packed = codec.encode(args);
        calls.set(id, { channel, resolve, reject });
        send({ t: 'invoke', id, channel, args: packed });
      });
    },
    send: (channel: string, ...args: unknown[]) => send({ t: 'send', channel, args: codec.encode(args) }),
    on: (channel: string, fn: Listener) => add(channel, fn, false),
    addListener: (channel: string, fn: Listener) => add(channel, fn, false),
    once: (channel: string, fn: Listener) => add(channel, fn, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  });

  function emit(channel: string, args: unknown[]): void {
    for (const { fn, once } of listeners.get(channel) ?? []) {
      if (once) remove(channel, fn);
      try {
        fn({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args);
      } catch (error) {
        reportError(error); // one bad listener does not keep the event from the others
      }
    }
  }

  receive((message) => {
    switch (message.t) {
      case 'event':
        emit(message.channel, codec.decode(message.args) as unknown[]);
        return;
      case 'asked':
        questions.get(message.id)?.();
        questions.delete(message.id);
        return;
      case 'reply':
        calls.get(message.id)?.resolve(codec.decode(message.value));
        calls.delete(message.id);
        return;
      case 'failure': {
        const call = calls.get(message.id);
        call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.error}`));
        calls.delete(message.id);
      }
    }
  });

  function ask(permission: string, details: object): Promise<void> {
    return new Promise((resolve) => {
      const id = ++last;
      questions.set(id, resolve);
      send({ t: 'permission', id, permission, details });
    });
  }
  membrane.post({ t: 'guard', ask: membrane.wrap(ask) });

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      const reply = membrane.post({ t: 'expose', key, value: membrane.wrap(api) });
      if (reply && 'error' in reply) throw membrane.unwrap(reply.error);
    },
  });
  const electron = strict('electron (in a preload script)', { contextBridge, ipcRenderer });
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    timers: globalThis,
    url: { URL },
  };

  function require(name: string): unknown {
    const found = modules[name.replace(/^node:/, '')];
    if (found) return found;
    throw new Error(`module not found: ${name}`);
  }

  /** Main names the window after the page; the debugging protocol does not tell when the title changes. */
  function followTitle(): void {
    let told = '';
    const tell = () => {
      if (document.title === told) return;
      told = document.title;
      send({ t: 'title', title: told });
    };
    tell();
    new MutationObserver(tell).observe(document.head, { subtree: true, childList: true, characterData: true });
  }
  document.addEventListener('DOMContentLoaded', followTitle, { once: true });

  const module = { exports: {} };
  try {
    preload(require, Object.freeze(process), module, module.exports, undefined, globalThis);
  } catch (error) {
    const { message, stack } = error as Error;
    send({ t: 'preload-error', message: String(message), stack: String(stack) });
  }
}
