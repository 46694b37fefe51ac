import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright';

/** One target's end of the debugging protocol, typed by Playwright's copy of the protocol. */
export interface Session {
  readonly id: string | undefined;
  readonly send: CDPSession['send'];
  readonly on: CDPSession['on'];
}

declare const anySession: Session;
export type RequestPaused = Parameters<Parameters<typeof anySession.on<'Fetch.requestPaused'>>[1]>[0];
export type WindowOpened = Parameters<Parameters<typeof anySession.on<'Page.windowOpen'>>[1]>[0];
export type TargetInfo = Parameters<Parameters<typeof anySession.on<'Target.attachedToTarget'>>[1]>[0]['targetInfo'];

interface Waiting {
  readonly method: string;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { message: string };
}

/** A connection to Chromium's debugging port. */
export class Connection {
  readonly browser: Session;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #emitters = new Map<string | undefined, EventEmitter>();
  #last = 0;

  /** Resolves once the socket is open; `onClosed` runs when Chromium has gone. */
  static async open(url: string, onClosed: () => void): Promise<Connection> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onerror = () => reject(new Error(`cannot connect to ${url}`));
    });
    return new Connection(socket, onClosed);
  }

  constructor(socket: WebSocket, onClosed: () => void) {
    this.#socket = socket;
    this.browser = this.session(undefined);
    socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)) as Incoming);
    socket.onclose = () => {
      for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium has gone`));
      onClosed();
    };
  }

  session(id: string | undefined): Session {
    const emitter = new EventEmitter();
    emitter.setMaxListeners(0);
    this.#emitters.set(id, emitter);
    const send = (method: string, params: object = {}) =>
      new Promise((resolve, reject) => {
        const message = ++this.#last;
        this.#waiting.set(message, { method, resolve, reject });
        this.#socket.send(JSON.stringify({ id: message, method, params, sessionId: id }));
      });
    return { id, send: send as CDPSession['send'], on: emitter.on.bind(emitter) as unknown as CDPSession['on'] };
  }

  #receive(message: Incoming): void {
    if (message.id === undefined) {
      if (message.method) this.#emitters.get(message.sessionId)?.emit(message.method, message.params);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  }
}
