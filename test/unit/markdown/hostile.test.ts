import { describe, expect, it } from 'vitest';
import { type Links, lexAll } from '../../../renderer/markdown/lexer.ts';
import { Splitter } from '../../../renderer/markdown/splitter.ts';
import { textOf } from './html.ts';
import { markup, tree } from './render.tsx';

const SENTENCE = 'The *sheet* was read at `20 °C`, so **no** correction for [density](https://example.org) is due.\n\n';
const HONEST = SENTENCE.repeat(1500);

const HOSTILE: Readonly<Record<string, string>> = {
  'quotes in quotes': `${'> '.repeat(10_000)}a`,
  'lists in lists': `${'- '.repeat(10_000)}a`,
  'lists in lists, line by line': Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  'lazy quotes': '> - > - > - > - > - a\nb\n'.repeat(2000),
  'quotes, lazily continued': '> a\nb\n'.repeat(10_000),
  'emphasis without end': '*a **b '.repeat(10_000),
  underscores: '_a_b '.repeat(10_000),
  stars: '*'.repeat(50_000),
  tildes: '~~a~b '.repeat(10_000),
  'links without end': '[a]('.repeat(20_000),
  brackets: '['.repeat(50_000),
  'brackets and back': `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'pictures without end': '!['.repeat(20_000),
  backticks: Array.from({ length: 300 }, (_, i) => '`'.repeat(i)).join('a'),
  'tags without end': '<a b="'.repeat(10_000),
  'comments without end': '<!-- '.repeat(10_000),
  entities: '&amp'.repeat(20_000),
  addresses: 'https://a.b/c('.repeat(10_000),
  'mail addresses': 'a@b.c_'.repeat(10_000),
  escapes: '\\*\\('.repeat(20_000),
  dollars: '$a $b'.repeat(10_000),
  'double dollars': '$$a '.repeat(10_000),
  'brackets of formulas': '\\[a\n'.repeat(10_000),
  'two thousand columns': `|${' a |'.repeat(2000)}\n|${'-|'.repeat(2000)}\n${`|${'b|'.repeat(2000)}\n`.repeat(50)}`,
  definitions: Array.from({ length: 5000 }, (_, i) => `[${i}]: /u\n`).join(''),
  footnotes: Array.from({ length: 3000 }, (_, i) => `[^${i}]: n[^${i}]\n`).join(''),
  'an open fence': `\`\`\`js\n${'let a = 1;\n'.repeat(5000)}`,
  'a line of a million words': 'word '.repeat(200_000).slice(0, 499_000),
  'a line without a space': 'x'.repeat(499_000),
  'empty lines': '\n'.repeat(100_000),
  setext: 'a\n=\n'.repeat(20_000),
  rules: '* * * '.repeat(10_000),
};

/** Milliseconds of the quickest of some attempts; a good one ends them. What it costs, not what else the machine does. */
function cost(work: () => void, good: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4 && best > good; attempt++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Everything a window does with a text but drawing it: split it as it arrives, then parse every block. */
function read(text: string, step: number): void {
  const splitter = new Splitter();
  for (let at = 0; at < text.length; at += step) {
    splitter.append(text.slice(at, at + step));
    splitter.view(false);
  }
  for (const block of splitter.view(true).groups.flat()) {
    if (block.kind === 'markdown') lexAll(block.raw, Object.create(null) as Links);
  }
}

describe('hostile texts, beside an honest one of 150,000 characters', { timeout: 60_000 }, () => {
  const honest = cost(() => read(HONEST, HONEST.length), 0);
  const honestStream = cost(() => read(HONEST, 1500), 0);
  const honestDrawn = cost(() => markup(HONEST), 0);

  it.each(Object.entries(HOSTILE))('%s', (_name, text) => {
    expect(cost(() => read(text, text.length), 12 * honest)).toBeLessThan(12 * honest);
    expect(cost(() => read(text, Math.ceil(text.length / 100)), 80 * honestStream)).toBeLessThan(80 * honestStream);
    let shown = '';
    const drawing = () => {
      shown = textOf(tree(text));
    };
    expect(cost(drawing, 40 * honestDrawn)).toBeLessThan(40 * honestDrawn);
    // Definitions and empty lines are the two that have nothing to show.
    if (!/^\s*$|^\[0\]/.test(text)) expect(shown.length).toBeGreaterThan(0);
  });

  it('a lazily continued list in a quote in an item, on which marked throws: only the quote stays as written', () => {
    expect(textOf(tree('- *a*\n\t> 2. y\nfoo\n\n*after*'))).toBe('a  > 2. y\nfooafter');
  });

  it('ten million characters: the beginning is shown, and how many there are', () => {
    const html = markup('A line of text.\n'.repeat(625_000));
    expect(html.length).toBeLessThan(100_000);
    expect(html).toContain('Show all 10000000');
  });
});
