import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromPieces, stretches, toPieces } from '../../../../main/runs/sql/pieces.ts';
import { message, tool } from './make.ts';

test('any JSON value is put together again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // JSON knows one zero only.
      expect(fromPieces([...toPieces(value)])).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([100_000, 600_000, 3_000_000])('a text of %i characters goes in pieces that the database takes', (length) => {
  const text = 'né 😀\0'.repeat(length / 6);
  for (const value of [text, message('m', text), tool('t', { args: text, result: text })]) {
    const pieces = [...toPieces(value)];
    // In UTF-8 a character takes three bytes at most: 8 MB is what the connection allows.
    expect(Math.max(...pieces.map((piece) => piece.text.length))).toBeLessThan(1_000_000);
    expect(pieces.every((piece) => piece.text.isWellFormed())).toBe(true);
    expect(fromPieces(pieces)).toEqual(value);
  }
});

test('a long value inside a deeper one is no exception', () => {
  const memory = { messages: [{ content: '😀'.repeat(400_000) }], 'long key': 'x'.repeat(70_000) };
  expect(fromPieces([...toPieces(memory)])).toEqual(memory);
});

test('what was added later stands at the end of its field', () => {
  const pieces = [...toPieces(message('m', 'one')), ...stretches('text', ' two'), ...stretches('text', ' three')];
  expect(fromPieces(pieces)).toEqual(message('m', 'one two three'));
});
