import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message, RunEventRow } from '../../../preload/contract.ts';
import { turnsOf } from '../../../renderer/runs/earlier-turns.ts';
import { joinRows } from '../../../renderer/runs/event-log.ts';
import { childPointer, jsonPieces, touched } from '../../../renderer/runs/json-tree.ts';
import { piecesOf } from '../../../renderer/runs/long-text.tsx';

describe('a very long text in pieces', () => {
  it('is cut at ends of lines, and is the same text again when put together', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 60 }), (lines) => {
        const text = lines.join('\n');
        const pieces = piecesOf(text, 20);
        for (const [index, { at, text: piece }] of pieces.entries()) {
          const end = pieces[index + 1]?.at ?? text.length;
          expect([piece, `${piece}\n`]).toContain(text.slice(at, end));
          expect(piece.isWellFormed()).toBe(text.slice(at, end).isWellFormed());
        }
      }),
    );
  });

  it('does not cut a character in two', () => {
    expect(piecesOf('a😀b', 2).map(({ text }) => text)).toEqual(['a', '😀', 'b']);
  });
});

describe('JSON in colours', () => {
  it('loses nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.json()), (text) => {
        expect(
          jsonPieces(text)
            .map((each) => each.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('tells names, texts, numbers and words apart', () => {
    const looks = jsonPieces('{"a": "b", "n": -1.5e3, "t": true}').filter(({ look }) => look !== '');
    expect(looks.map(({ text, look }) => `${look} ${text}`)).toEqual([
      'k "a"',
      's "b"',
      'k "n"',
      'n -1.5e3',
      'k "t"',
      'k true',
    ]);
  });
});

describe('what a change of the state touched', () => {
  it('is the place itself or something inside it; names are escaped', () => {
    const place = childPointer(childPointer('', 'a/b'), 'c~d');
    expect(place).toBe('/a~1b/c~0d');
    expect(touched(place, ['/a~1b/c~0d'])).toBe('here');
    expect(touched('/a~1b', ['/a~1b/c~0d'])).toBe('inside');
    expect(touched('/a~1', ['/a~1b/c~0d'])).toBeNull();
    expect(touched('', ['/x'])).toBe('inside');
  });
});

describe('the event log', () => {
  const rowAt = (seq: number, merged = 1): RunEventRow => ({
    seq,
    at: 0,
    type: 'T',
    json: '{}',
    cut: false,
    merged,
    fault: null,
  });

  it('puts the next page behind, and the last line anew when it has taken more in', () => {
    const rows = joinRows([rowAt(1), rowAt(2)], [rowAt(2, 9), rowAt(3)]);
    expect(rows.map(({ seq, merged }) => [seq, merged])).toEqual([
      [1, 1],
      [2, 9],
      [3, 1],
    ]);
    expect(joinRows(rows, [])).toBe(rows);
  });
});

describe('turns of a conversation for an agent', () => {
  const said = (id: number, author: Message['author'], content: string, more: Partial<Message> = {}): Message => ({
    id,
    remoteId: id,
    conversationId: 1,
    order: id,
    author,
    authorName: author === 'other' ? 'Jonas' : null,
    modelUsed: null,
    modelAsked: null,
    content,
    createdAt: 0,
    state: { kind: 'stored' },
    answer: 'none',
    local: null,
    ...more,
  });

  it('are the last twenty, by two roles, other people by name', () => {
    const turns = turnsOf([said(1, 'me', 'hello'), said(2, 'ai', 'good day'), said(3, 'other', 'me too')]);
    expect(turns).toEqual([
      { role: 'user', text: 'hello' },
      { role: 'assistant', text: 'good day' },
      { role: 'user', text: 'Jonas: me too' },
    ]);
    const many = Array.from({ length: 30 }, (_, index) => said(index, 'me', `m${index}`));
    expect(turnsOf(many).map(({ text }) => text)).toEqual(many.slice(-20).map(({ content }) => content));
  });

  it('leave out what is empty, made up, or not on the server', () => {
    expect(
      turnsOf([
        said(1, 'me', '  '),
        said(2, 'ai', 'invented', { modelUsed: 'mock:echo' }),
        said(3, 'me', 'unsent', { state: { kind: 'queued', waitsFor: 'network' } }),
      ]),
    ).toEqual([]);
  });
});
