import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSplitter } from '../../../main/exchange/split.ts';

/** What comes out of a text cut into parts of this length. */
function split(text: string, step: number, longest = 1_000_000) {
  const splitter = createSplitter(longest);
  const values: (string | null)[] = [];
  for (let at = 0; at < text.length; at += step) {
    const pieces = splitter.push(text.slice(at, at + step));
    if (!pieces.ok) return { values, reason: pieces.error.reason };
    values.push(...pieces.value.map((piece) => piece.text));
  }
  const end = splitter.end();
  return { values, reason: end.ok ? null : end.error.reason };
}

const value = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));

describe('the pieces of an array', () => {
  it('are its values, however the file is cut', () => {
    fc.assert(
      fc.property(fc.array(value), fc.integer({ min: 1, max: 40 }), fc.boolean(), (values, step, wide) => {
        const text = wide ? JSON.stringify(values, null, 2) : JSON.stringify(values);
        const { values: pieces, reason } = split(text, step);
        expect(reason).toBe(null);
        expect(pieces.map((piece) => JSON.parse(piece ?? ''))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is one when the file is an object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.integer({ min: 1, max: 40 }), (object, step) => {
        const text = `\ufeff\n${JSON.stringify(object)}\n`;
        const { values, reason } = split(text, step);
        expect(reason).toBe(null);
        expect(values.map((piece) => JSON.parse(piece ?? ''))).toEqual([JSON.parse(JSON.stringify(object))]);
      }),
    );
  });

  it('are passed over when they are too long, and those after them are not', () => {
    const text = JSON.stringify([{ a: 1 }, { a: 'x'.repeat(100) }, { a: 2 }]);
    expect(split(text, 7, 50).values).toEqual(['{"a":1}', null, '{"a":2}']);
  });
});

describe('a file that is none', () => {
  it.each(['<!doctype html><p>[{}]', 'PK\u0003\u0004 [', 'hello', '', ' \n', '[{"a":1}}'])('%j says so', (text) => {
    expect(split(text, 1_000).reason).toBe('notJson');
  });

  it('says that it ends in the middle, after what was whole', () => {
    expect(split('[{"a":1},{"b":"[', 4)).toEqual({ values: ['{"a":1}'], reason: 'cutOff' });
  });
});
