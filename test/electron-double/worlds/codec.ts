/**
 * Values between main and a preload script, as Electron carries them: structured clone. The wire is JSON with tags and
 * a table of objects, so that cycles and shared references survive. Used in Node and, as text, in the preload world.
 */
export type Wire = null | boolean | string | number | { u: 1 } | { n: string } | { b: string } | { o: number };

type Entry = [kind: string, ...parts: unknown[]];

export interface Packed {
  readonly root: Wire;
  readonly heap: readonly Entry[];
}

export interface Codec {
  /** Throws `An object could not be cloned.` for functions, promises, symbols and nodes, in V8's judgement. */
  encode(value: unknown): Packed;
  decode(packed: Packed): unknown;
}

export function makeCodec(): Codec {
  const refuse = () => new Error('An object could not be cloned.');
  const tagOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1);
  const errors: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };

  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  }

  function fromBase64(text: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  }

  function encode(value: unknown): Packed {
    let copy: unknown;
    try {
      copy = structuredClone(value);
    } catch {
      throw refuse();
    }
    const heap: Entry[] = [];
    const seen = new Map<object, number>();

    function put(item: unknown): Wire {
      if (item === undefined) return { u: 1 };
      if (item === null || typeof item === 'boolean' || typeof item === 'string') return item;
      if (typeof item === 'bigint') return { b: String(item) };
      if (typeof item === 'number') {
        if (Object.is(item, -0)) return { n: '-0' };
        return Number.isFinite(item) ? item : { n: String(item) };
      }
      if (typeof item !== 'object') throw refuse();
      const known = seen.get(item);
      if (known !== undefined) return { o: known };
      const index = heap.push(['pending']) - 1;
      seen.set(item, index);
      heap[index] = describe(item);
      return { o: index };
    }

    function pairs(item: object): [string, Wire][] {
      return Object.entries(item).map(([key, part]) => [key, put(part)]);
    }

    function describe(item: object): Entry {
      if (Array.isArray(item)) return ['array', item.length, pairs(item)];
      if (item instanceof Date) return ['date', put(item.getTime())];
      if (item instanceof RegExp) return ['regexp', item.source, item.flags];
      if (item instanceof Map) return ['map', [...item].map(([key, part]) => [put(key), put(part)])];
      if (item instanceof Set) return ['set', [...item].map(put)];
      if (item instanceof ArrayBuffer) return ['bytes', toBase64(new Uint8Array(item))];
      if (ArrayBuffer.isView(item)) {
        const length = item instanceof DataView ? item.byteLength : (item as Uint8Array).length;
        return ['view', tagOf(item), put(item.buffer), item.byteOffset, length];
      }
      const tag = tagOf(item);
      if (tag === 'Error') {
        const error = item as Error;
        return ['error', error.name, error.message, error.stack ?? '', 'cause' in error ? [put(error.cause)] : []];
      }
      if (['Boolean', 'Number', 'String', 'BigInt'].includes(tag)) return ['boxed', put(item.valueOf())];
      if (tag === 'Object') return ['object', pairs(item)];
      throw refuse(); // Blob, File, ImageBitmap…: a page can clone them, Electron's messages cannot carry them.
    }

    return { root: put(copy), heap };
  }

  function decode({ root, heap }: Packed): unknown {
    const made = new Map<number, unknown>();

    function take(wire: Wire): unknown {
      if (wire === null || typeof wire !== 'object') return wire;
      if ('u' in wire) return undefined;
      if ('n' in wire) return Number(wire.n);
      if ('b' in wire) return BigInt(wire.b);
      if (made.has(wire.o)) return made.get(wire.o);
      const [kind, ...parts] = heap[wire.o] ?? ['missing'];
      return build(wire.o, kind, parts);
    }

    function keep<T>(index: number, value: T): T {
      made.set(index, value);
      return value;
    }

    function fill(target: object, entries: unknown): void {
      for (const [key, part] of entries as [string, Wire][])
        Object.defineProperty(target, key, {
          value: take(part),
          writable: true,
          enumerable: true,
          configurable: true,
        });
    }

    function build(index: number, kind: string, parts: unknown[]): unknown {
      const [first, second, third, fourth] = parts;
      switch (kind) {
        case 'array': {
          const list = keep(index, new Array(first as number));
          fill(list, second);
          return list;
        }
        case 'object': {
          const object = keep(index, {});
          fill(object, first);
          return object;
        }
        case 'date':
          return keep(index, new Date(take(first as Wire) as number));
        case 'regexp':
          return keep(index, new RegExp(first as string, second as string));
        case 'map': {
          const map = keep(index, new Map());
          for (const [key, part] of first as [Wire, Wire][]) map.set(take(key), take(part));
          return map;
        }
        case 'set': {
          const set = keep(index, new Set());
          for (const part of first as Wire[]) set.add(take(part));
          return set;
        }
        case 'bytes':
          return keep(index, fromBase64(first as string).buffer);
        case 'view': {
          const View = (globalThis as unknown as Record<string, new (...args: unknown[]) => unknown>)[first as string];
          if (!View) throw refuse();
          return keep(index, new View(take(second as Wire), third, fourth));
        }
        case 'error': {
          const error = keep(index, new (errors[first as string] ?? Error)(second as string));
          error.stack = third as string;
          const cause = (fourth as Wire[])[0];
          if (cause !== undefined) error.cause = take(cause);
          return error;
        }
        case 'boxed':
          return keep(index, Object(take(first as Wire)));
        default:
          throw refuse();
      }
    }

    return take(root);
  }

  return { encode, decode };
}
