import { describe, expect, it } from 'vitest';
import type { RunItem } from '../../../preload/contract.ts';
import { type Node, shortArgs, timelineTree, wordCount } from '../../../renderer/runs/timeline-tree.ts';
import { step, tool } from './samples.ts';

function subagent(id: string, at: number, owner: string | null = null): RunItem {
  return { id, kind: 'subagent', name: id, description: null, status: 'done', text: null, at, endedAt: null, owner };
}

/** `a(b c)`: b and c stand inside a. */
function drawn(nodes: readonly Node[]): string {
  return nodes
    .map(({ item, children }) => (children.length > 0 ? `${item.id}(${drawn(children)})` : item.id))
    .join(' ');
}
const tree = (...items: RunItem[]) => drawn(timelineTree(items));

describe('the timeline as a tree', () => {
  it('puts into a step what began while it lasted', () => {
    expect(tree(tool('before', 0), step('s', 10, 20), tool('in', 12), tool('after', 20))).toBe('before s(in) after');
  });

  it('a step without an end holds what follows; steps nest', () => {
    expect(tree(step('a', 0, null), step('b', 1, 5), tool('x', 2), tool('y', 6))).toBe('a(b(x) y)');
  });

  it('the end of an outer step ends what stood open inside it', () => {
    expect(tree(step('a', 0, 5), step('b', 1, null), tool('x', 3), tool('y', 7))).toBe('a(b(x)) y');
  });

  it('gives a sub-agent what it owns, with steps of its own', () => {
    const items = [
      step('s', 0, null),
      subagent('p', 1),
      step('t', 2, null, 'p'),
      tool('x', 3, 'p'),
      tool('y', 4),
      subagent('q', 5, 'p'),
      tool('z', 6, 'q'),
    ];
    expect(tree(...items)).toBe('s(p(t(x q(z))) y)');
  });

  it('an unknown owner, itself as owner, and one that comes later leave an item in the run', () => {
    expect(tree(tool('a', 0, 'gone'), subagent('b', 1, 'b'), tool('c', 2, 'd'), subagent('d', 3))).toBe('a b c d');
  });
});

describe('what a line says', () => {
  it('counts words, and does not read a very long text to its end', () => {
    expect(wordCount('  one two\nthree ')).toEqual({ n: 3, more: false });
    expect(wordCount('')).toEqual({ n: 0, more: false });
    expect(wordCount('ab '.repeat(100_000))).toMatchObject({ more: true });
  });

  it('shows the values of arguments, and the text itself while it is no JSON', () => {
    expect(shortArgs('{"ids":["#1","#2"],"open":true}')).toBe('#1, #2, true');
    expect(shortArgs('{"query": "P-2')).toBe('{"query": "P-2');
    expect(shortArgs('7')).toBe('7');
    expect(shortArgs(`{"a":"${'x'.repeat(9_000)}"}`).length).toBeLessThanOrEqual(200);
  });
});
