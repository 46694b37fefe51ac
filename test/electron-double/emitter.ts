import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

/**
 * An event emitter that refuses unknown members. The constructor returns the wrapped object, so that `this` in every
 * method, and every reference handed out, is the same wrapped one.
 */
export class StrictEmitter extends EventEmitter {
  constructor(name: string) {
    super();
    this.setMaxListeners(0);
    // biome-ignore lint/correctness/noConstructorReturn: it is the point of this class
    return strict(name, this);
  }
}

/** The same for what is no emitter. */
export class StrictObject {
  constructor(name: string) {
    // biome-ignore lint/correctness/noConstructorReturn: it is the point of this class
    return strict(name, this);
  }
}

/** The members of Electron's class or module `T` that a stand-in may have, with Electron's types. */
export type Public<T, Except extends PropertyKey = never> = Partial<Omit<T, keyof EventEmitter | Except>>;

/** An Electron event object: preventable, with whatever else the event carries. */
export function makeEvent<T extends object = object>(more?: T): Electron.Event<T> {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
    ...more,
  };
  return event as unknown as Electron.Event<T>;
}
