import { inspect } from 'node:util';

const SHOWN = '[secret]';

/**
 * A token or password in memory. Printing, logging or serialising it, or anything that holds it, shows `[secret]`; only
 * `reveal()` gives it away, at the place that sends or stores it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
