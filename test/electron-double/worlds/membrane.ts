/**
 * What `contextBridge` puts between the page's world and the preload's: runs once in each. The two worlds share the
 * document and nothing else, so they talk by events under a secret name; `CustomEvent.detail` read from the other world
 * is a structured clone made by Chromium, synchronously. Functions travel as numbers, promises as numbers with a later
 * message. Every built-in is taken before a page script can replace it.
 */
export type Carried =
  | ['clone', unknown]
  | ['function', number]
  | ['home', number]
  | ['promise', number]
  | ['array', Carried[]]
  | ['object', [string, Carried][]]
  | ['error', message: string, name: string]
  /** A list or object met before in the same message, by its place in the order of meeting. */
  | ['again', number];

export type MembraneMessage =
  | { t: 'call'; id: number; args: Carried[] }
  | { t: 'settle'; id: number; ok: boolean; value: Carried }
  | { t: 'expose'; key: string; value: Carried }
  | { t: 'guard'; ask: Carried };

export type MembraneReply = { value: Carried } | { error: Carried };

export interface Membrane {
  post(message: MembraneMessage): MembraneReply | undefined;
  wrap(value: unknown): Carried;
  unwrap(carried: Carried): unknown;
  /** Answers messages of kind `guard`: the preload world gives the page's shims their way to ask for a permission. */
  onGuard(take: (ask: unknown) => void): void;
}

export function makeMembrane(secret: string, side: 'page' | 'preload'): Membrane {
  const other = side === 'page' ? 'preload' : 'page';
  const MAX_DEPTH = 1000;
  const target = document;
  const {
    Array: A,
    CustomEvent: Custom,
    Error: E,
    Map: M,
    Object: O,
    Promise: P,
    Node: DomNode,
    String: text,
  } = window;
  const apply = Reflect.apply;
  const then = P.prototype.then;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const listen = EventTarget.prototype.addEventListener;
  const halt = Event.prototype.stopImmediatePropagation;
  const toText = O.prototype.toString;
  const { get, set } = M.prototype;
  const detailOf = O.getOwnPropertyDescriptor(Custom.prototype, 'detail')?.get;
  const clone = structuredClone;
  const kinds: Record<string, ErrorConstructor> = { TypeError, RangeError, SyntaxError, ReferenceError };

  const functions = new M<number, (...args: unknown[]) => unknown>();
  const numbers = new M<unknown, number>();
  const foreign = new M<unknown, number>();
  const pending = new M<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let last = 0;
  let reply: MembraneReply | undefined;
  let takeGuard: (ask: unknown) => void = () => {};

  function send(detail: unknown): void {
    apply(dispatch, target, [new Custom(secret + other, { detail })]);
  }

  function post(message: MembraneMessage): MembraneReply | undefined {
    reply = undefined;
    send(message);
    const answer = reply;
    reply = undefined;
    return answer;
  }

  function wrapFunction(fn: (...args: unknown[]) => unknown): Carried {
    const home = apply(get, foreign, [fn]) as number | undefined;
    if (home !== undefined) return ['home', home];
    let id = apply(get, numbers, [fn]) as number | undefined;
    if (id === undefined) {
      id = ++last;
      apply(set, numbers, [fn, id]);
      apply(set, functions, [id, fn]);
    }
    return ['function', id];
  }

  function wrap(value: unknown, depth = 0, met = new M<unknown, number>()): Carried {
    if (depth > MAX_DEPTH)
      throw new E(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      );
    if (typeof value === 'function') return wrapFunction(value as (...args: unknown[]) => unknown);
    if (typeof value === 'symbol') return ['clone', undefined];
    if (value === null || typeof value !== 'object') return ['clone', value];
    if (value instanceof P) {
      const id = ++last;
      apply(then, value, [(x: unknown) => settle(id, true, x), (x: unknown) => settle(id, false, x)]);
      return ['promise', id];
    }
    if (value instanceof E) return ['error', text(value.message), text(value.name)];
    const before = apply(get, met, [value]) as number | undefined;
    if (before !== undefined) return ['again', before];
    if (A.isArray(value)) {
      apply(set, met, [value, met.size]);
      const list: Carried[] = [];
      for (let i = 0; i < value.length; i++) list[i] = wrap(value[i], depth + 1, met);
      return ['array', list];
    }
    if (!(value instanceof DomNode) && apply(toText, value, []) === '[object Object]') {
      apply(set, met, [value, met.size]);
      const entries: [string, Carried][] = [];
      for (const key of O.keys(value))
        entries[entries.length] = [key, wrap((value as Record<string, unknown>)[key], depth + 1, met)];
      return ['object', entries];
    }
    return ['clone', clone(value)]; // dates, maps, typed arrays, or V8's own DataCloneError
  }

  function settle(id: number, ok: boolean, value: unknown): void {
    try {
      post({ t: 'settle', id, ok, value: wrap(value) });
    } catch (error) {
      post({ t: 'settle', id, ok: false, value: wrap(error instanceof E ? error : new E(text(error))) });
    }
  }

  function unwrap(carried: Carried, frozen = false, built: unknown[] = []): unknown {
    switch (carried[0]) {
      case 'clone':
        return carried[1];
      case 'home':
        return apply(get, functions, [carried[1]]);
      case 'array': {
        const list: unknown[] = [];
        built[built.length] = list;
        for (let i = 0; i < carried[1].length; i++) list[i] = unwrap(carried[1][i] as Carried, frozen, built);
        return frozen ? O.freeze(list) : list;
      }
      case 'object': {
        const object = {};
        built[built.length] = object;
        for (const [key, part] of carried[1])
          O.defineProperty(object, key, {
            value: unwrap(part, frozen, built),
            enumerable: true,
            configurable: !frozen,
            writable: !frozen,
          });
        return frozen ? O.freeze(object) : object;
      }
      case 'again':
        return built[carried[1]];
      case 'error':
        return new (kinds[carried[2]] ?? E)(carried[1]);
      case 'promise':
        return new P((resolve, reject) => {
          apply(set, pending, [carried[1], { resolve, reject }]);
        });
      case 'function':
        return unwrapFunction(carried[1]);
    }
  }

  function unwrapFunction(id: number): unknown {
    const call = (...given: unknown[]) => {
      const args: Carried[] = [];
      for (let i = 0; i < given.length; i++) args[i] = wrap(given[i]);
      const answer = post({ t: 'call', id, args });
      if (!answer) throw new E('contextBridge: the other world does not answer');
      if ('error' in answer) throw unwrap(answer.error);
      return unwrap(answer.value);
    };
    apply(set, foreign, [call, id]);
    return call;
  }

  function answerCall(message: MembraneMessage & { t: 'call' }): MembraneReply {
    try {
      const args: unknown[] = [];
      for (let i = 0; i < message.args.length; i++) args[i] = unwrap(message.args[i] as Carried);
      const fn = apply(get, functions, [message.id]);
      return { value: wrap(apply(fn, undefined, args)) };
    } catch (error) {
      return { error: wrap(error instanceof E ? error : new E(text(error))) };
    }
  }

  function answerExpose({ key, value }: MembraneMessage & { t: 'expose' }): MembraneReply {
    if (key in window)
      return { error: ['error', 'Cannot bind an API on top of an existing property on the window object', 'Error'] };
    O.defineProperty(window, key, {
      value: unwrap(value, true),
      enumerable: true,
      configurable: false,
      writable: false,
    });
    return { value: ['clone', true] };
  }

  function answer(message: MembraneMessage): MembraneReply {
    switch (message.t) {
      case 'call':
        return answerCall(message);
      case 'expose':
        return answerExpose(message);
      case 'guard':
        takeGuard(unwrap(message.ask));
        return { value: ['clone', true] };
      case 'settle': {
        const waiting = apply(get, pending, [message.id]);
        const value = unwrap(message.value);
        if (message.ok) waiting?.resolve(value);
        else waiting?.reject(value);
        return { value: ['clone', true] };
      }
    }
  }

  apply(listen, target, [
    secret + side,
    (event: Event) => {
      apply(halt, event, []);
      const message = detailOf && apply(detailOf, event, []);
      if (message.t === 'reply') reply = message.reply;
      else send({ t: 'reply', reply: answer(message) });
    },
    true,
  ]);

  return {
    post,
    wrap: (value) => wrap(value),
    unwrap: (carried) => unwrap(carried),
    onGuard(take) {
      takeGuard = take;
    },
  };
}
