import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded, score, wordsOf } from '../../../renderer/palette/match.ts';
import { type Findable, KINDS, MOST, rank } from '../../../renderer/palette/rank.ts';

const entry = (id: string, more: Partial<Findable> = {}): Findable => ({
  id,
  kind: 'conversation',
  title: id,
  detail: '',
  at: 0,
  ...more,
});

const entries = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '2'), minLength: 1, maxLength: 6 }),
    kind: fc.constantFrom(...KINDS),
    title: fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' '), maxLength: 8 }),
    detail: fc.constantFrom('', 'Chat'),
    at: fc.nat(3),
  }),
  { selector: ({ id }) => id, maxLength: 120 },
);
const query = fc.string({ unit: fc.constantFrom('a', 'b', 'e', ' '), maxLength: 4 });

test('the order depends on the entries, not on how they are listed', () => {
  fc.assert(
    fc.property(entries, query, (list, text) => {
      const ids = rank(list, text, new Map()).map(({ id }) => id);
      expect(rank([...list].reverse(), text, new Map()).map(({ id }) => id)).toEqual(ids);
    }),
  );
});

test('these are the best of all that answer, at most as many as are drawn', () => {
  fc.assert(
    fc.property(entries, query, (list, text) => {
      const words = wordsOf(text);
      fc.pre(words.length > 0);
      const points = ({ title, detail }: Findable) => score(words, folded(`${title} ${detail}`));
      const answering = list.flatMap((each) => points(each) ?? []).sort((a, b) => b - a);
      const found = rank(list, text, new Map()).map(points);
      expect(found).toEqual(answering.slice(0, MOST));
    }),
  );
});

test('with nothing asked, what was used last comes first, then what can be done', () => {
  const chats = Array.from({ length: 20 }, (_, at) => entry(`c${at}`, { at: at + 1 }));
  const rest = [
    entry('run', { kind: 'run', at: 15.5 }),
    entry('setting', { kind: 'setting' }),
    entry('action-01', { kind: 'action' }),
    entry('action-00', { kind: 'action' }),
  ];
  expect(rank([...rest, ...chats], '', new Map()).map(({ id }) => id)).toEqual([
    'c19',
    'c18',
    'c17',
    'c16',
    'c15',
    'run',
    'c14',
    'c13',
    'action-00',
    'action-01',
  ]);
});

test('of equals the one used last comes first, and what can be done before all', () => {
  const list = [
    entry('old', { title: 'Pump', at: 1 }),
    entry('new', { title: 'Pump', at: 2 }),
    entry('setting', { title: 'Pump', kind: 'setting' }),
    entry('action', { title: 'Pump', kind: 'action' }),
  ];
  expect(rank(list, 'pump', new Map()).map(({ id }) => id)).toEqual(['action', 'new', 'old', 'setting']);
});

test('a text is folded once while somebody types', () => {
  const kept = new Map();
  const list = [entry('a', { title: 'Été' })];
  rank(list, 'e', kept);
  const first = kept.get('a');
  rank(list, 'et', kept);
  expect(first.text).toBe('ete ');
  expect(kept.get('a')).toBe(first);
});
