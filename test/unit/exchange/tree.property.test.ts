import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ForeignMessage, ForeignNode } from '../../../main/exchange/foreign.ts';
import { buildTree, joinAnswers, type TreeMessage } from '../../../main/exchange/tree.ts';

function message(text: string, author: 'me' | 'ai' = 'me'): ForeignMessage {
  return { author, text, reasoning: '', source: '', model: null, at: null, whole: true };
}

function node(id: string, parent: string | null, more: Partial<ForeignNode> = {}): ForeignNode {
  return { id, parent, children: [], message: message(id), ...more };
}

// Few ids, so that circles, strangers and two of the same name are common.
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', '__proto__', 'constructor');
const anyNodes = fc.array(
  fc.record({
    id,
    parent: fc.option(fc.oneof(id, fc.constant('nowhere'))),
    children: fc.array(id, { maxLength: 4 }),
    author: fc.constantFrom('me', 'ai', null),
  }),
  { maxLength: 12 },
);

function toNodes(
  raw: readonly { id: string; parent: string | null; children: string[]; author: 'me' | 'ai' | null }[],
) {
  return raw.map(
    ({ author, ...each }): ForeignNode => ({ ...each, message: author && message(`${each.id}.`, author) }),
  );
}

function expectSane(tree: readonly TreeMessage[]): void {
  tree.forEach(({ parent }, index) => {
    if (parent !== null) expect(parent).toBeLessThan(index);
  });
  const shown = [...tree.keys()].filter((index) => tree[index]?.shown);
  // One path: each shown one follows the shown one before it, from a first message to one that nothing follows.
  shown.forEach((index, step) => {
    expect(tree[index]?.parent ?? null).toBe(step === 0 ? null : shown[step - 1]);
  });
  expect(shown.length > 0).toBe(tree.length > 0);
  expect(tree.some(({ parent }) => parent === shown.at(-1) && parent !== undefined)).toBe(false);
}

describe('the tree of any mapping', () => {
  it('holds every message once, parents first, with one path shown from a first message to a last', () => {
    fc.assert(
      fc.property(anyNodes, fc.option(id), (raw, current) => {
        const nodes = toNodes(raw);
        const tree = buildTree(nodes, current);
        expectSane(tree);
        const first = nodes.filter((each, index) => nodes.findIndex(({ id }) => id === each.id) === index);
        const expected = first.flatMap(({ message }) => message?.text ?? []);
        expect(tree.map(({ message }) => message.text).sort()).toEqual(expected.sort());
        const wanted = first.find((each) => each.id === current);
        if (wanted?.message) expect(tree.some(({ message, shown }) => shown && message === wanted.message)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps every word of it when answers are joined', () => {
    fc.assert(
      fc.property(anyNodes, fc.option(id), (raw, current) => {
        const tree = buildTree(toNodes(raw), current);
        const joined = joinAnswers(tree);
        expectSane(joined);
        const words = (each: readonly TreeMessage[]) =>
          each.flatMap(({ message }) => message.text.split('\n\n')).sort();
        expect(words(joined)).toEqual(words(tree));
      }),
    );
  });
});

describe('a tree', () => {
  const texts = (tree: readonly TreeMessage[]) => tree.map(({ message }) => message.text);

  it('keeps the order of branches and shows the way to the current node and on from there', () => {
    const nodes = [
      node('root', null, { children: ['q'], message: null }),
      node('q', 'root', { children: ['new', 'old'] }),
      node('old', 'q'),
      node('new', 'q', { children: ['next'] }),
      node('next', 'new'),
    ];
    const tree = buildTree(nodes, 'new');
    expect(texts(tree)).toEqual(['q', 'new', 'next', 'old']);
    expect(tree.map(({ parent }) => parent)).toEqual([null, 0, 1, 0]);
    expect(tree.map(({ shown }) => shown)).toEqual([true, true, true, false]);
  });

  it('opens a circle instead of following it, and loses nothing of it', () => {
    const tree = buildTree([node('a', 'b'), node('b', 'c'), node('c', 'a'), node('d', 'gone')], null);
    expect(texts(tree).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes the children of nodes that name no parent', () => {
    const tree = buildTree([node('b', null), node('a', null, { children: ['b'] })], null);
    expect(texts(tree)).toEqual(['a', 'b']);
    expect(tree[1]?.parent).toBe(0);
  });

  it('is as deep as a conversation is long', () => {
    const nodes = Array.from({ length: 50_000 }, (_, index) => node(`${index}`, index === 0 ? null : `${index - 1}`));
    const tree = buildTree(nodes, '49999');
    expect(tree.filter(({ shown }) => shown)).toHaveLength(50_000);
  });

  it('joins an answer in pieces to one, and none where it branches', () => {
    const ai = (id: string, parent: string, children: string[] = []) =>
      node(id, parent, { children, message: message(id, 'ai') });
    const pieces = joinAnswers(buildTree([node('q', null), ai('a', 'q'), ai('b', 'a'), node('r', 'b')], 'r'));
    expect(texts(pieces)).toEqual(['q', 'a\n\nb', 'r']);
    expect(pieces.map(({ parent }) => parent)).toEqual([null, 0, 1]);
    const branches = joinAnswers(buildTree([node('q', null), ai('a', 'q'), ai('b', 'a'), ai('c', 'a')], 'c'));
    expect(texts(branches)).toEqual(['q', 'a', 'b', 'c']);
  });
});
