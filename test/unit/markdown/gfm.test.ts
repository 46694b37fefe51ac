import { describe, expect, it } from 'vitest';
import { textOf } from './html.ts';
import { ours, theirs } from './reference.ts';
import { markup, tree } from './render.tsx';

/** Our own examples of what GitHub adds (GFM 0.29): name, Markdown, HTML. */
const EXAMPLES: readonly (readonly [string, string, string])[] = [
  [
    'table: head and rows',
    '| name | town |\n| --- | --- |\n| Inès | Dinard |',
    '<table><thead><tr><th>name</th><th>town</th></tr></thead><tbody><tr><td>Inès</td><td>Dinard</td></tr></tbody></table>',
  ],
  [
    'table: sides, without outer bars',
    'a | b | c\n:-- | :-: | --:\nx | y | z',
    '<table><thead><tr><th align="left">a</th><th align="center">b</th><th align="right">c</th></tr></thead>' +
      '<tbody><tr><td align="left">x</td><td align="center">y</td><td align="right">z</td></tr></tbody></table>',
  ],
  [
    'table: an escaped bar stays in its cell, in code too',
    '| a |\n| - |\n| `x \\| y` and *p \\| q* |',
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><code>x | y</code> and <em>p | q</em></td></tr></tbody></table>',
  ],
  [
    'table: ends at an empty line or another block',
    '| a | b |\n| - | - |\n| 1 |\n> quote',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>' +
      '<blockquote><p>quote</p></blockquote>',
  ],
  [
    'table: cells too many are dropped, missing ones are empty',
    '| a | b |\n| - | - |\n| x |\n| x | y | z |',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>x</td><td></td></tr><tr><td>x</td><td>y</td></tr></tbody></table>',
  ],
  ['table: none when head and rule differ in length', '| a | b |\n| - |\n| x |', '<p>| a | b |\n| - |\n| x |</p>'],
  ['table: no rows, no body', '| a |\n| - |', '<table><thead><tr><th>a</th></tr></thead></table>'],
  [
    'task list',
    '- [ ] one\n- [x] two',
    '<ul><li><input disabled type="checkbox"> one</li><li><input checked="" disabled type="checkbox"> two</li></ul>',
  ],
  [
    'task list: nested',
    '- [x] one\n  - [ ] two',
    '<ul><li><input checked="" disabled type="checkbox"> one<ul><li><input disabled type="checkbox"> two</li></ul></li></ul>',
  ],
  ['strikethrough', '~~gone~~ and ~this~', '<p><del>gone</del> and <del>this</del></p>'],
  ['strikethrough: not across paragraphs', 'a ~~b\n\nc~~ d', '<p>a ~~b</p><p>c~~ d</p>'],
  ['strikethrough: three are none', 'a ~~~b~~~', '<p>a ~~~b~~~</p>'],
  ['autolink: www', 'see www.example.org', '<p>see <a href="http://www.example.org">www.example.org</a></p>'],
  [
    'autolink: the full stop belongs to the sentence',
    'It is at https://example.org/a.',
    '<p>It is at <a href="https://example.org/a">https://example.org/a</a>.</p>',
  ],
  [
    'autolink: a closing bracket belongs to the sentence',
    '(https://example.org/q?a=(b))',
    '<p>(<a href="https://example.org/q?a=(b)">https://example.org/q?a=(b)</a>)</p>',
  ],
  ['autolink: mail', 'to ines@example.org!', '<p>to <a href="mailto:ines@example.org">ines@example.org</a>!</p>'],
];

describe('what GitHub adds', () => {
  it.each(EXAMPLES)('%s', (_name, markdown, html) => {
    expect(ours(tree(markdown)).replaceAll('</input> ', '</input>')).toBe(
      theirs(html).replaceAll('</input> ', '</input>'),
    );
  });
});

describe('tables', () => {
  it('put columns of figures to the right, the first one and those with words not', () => {
    const html = markup('| Q | H | who |\n|-|-|-|\n| 0 | −58,4 | a |\n| 20 | 1 203.5 % | 3 |');
    expect(html).toContain('<th class="num" dir="auto" scope="col">Q</th>');
    expect(html).toContain('<th class="md-right num" dir="auto" scope="col">H</th>');
    expect(html).toContain('<th dir="auto" scope="col">who</th>');
  });

  it('leave the side to the text where it says one', () => {
    expect(markup('| Q | H |\n|-|:-|\n| 0 | 5 |')).toContain('<td class="md-left num" dir="auto">5</td>');
  });

  it('break lines where a cell says <br>', () => {
    expect(markup('| a |\n|-|\n| x<br>y |')).toContain('x<br/>y');
  });
});

describe('footnotes', () => {
  const text =
    'One[^1], two[^long name], three[^Two].\n\n[^1]: First *note*\n\n    with more.\n[^two]: Second.\n\nAfter.';

  it('join a reference to its note, whatever the case', () => {
    const html = markup(text);
    expect(html).toContain('data-ref="1" aria-label="Note 1"');
    expect(html).toContain('data-ref="two"');
    expect(html).toContain('data-note="1"');
    expect(textOf(tree(text))).toMatch(/First note.*with more\..*Second\..*After\./);
  });

  it('leave a reference without a note as it was written', () => {
    expect(textOf(tree('Nobody[^x] said so'))).toBe('Nobody[^x] said so');
    expect(textOf(tree(text))).toContain('two[^long name]');
  });
});

describe('lists', () => {
  it('keep counting when they are long enough to be cut', () => {
    const html = markup(Array.from({ length: 130 }, (_, i) => `${i + 7}. item ${'x'.repeat(60)}`).join('\n'));
    const starts = [...html.matchAll(/<ol[^>]* start="(\d+)"/g)].map(([, start]) => Number(start));
    const items = [...html.matchAll(/<ol.*?<\/ol>/g)].map(([list]) => list.split('<li').length - 1);
    expect(starts.length).toBeGreaterThan(1);
    expect(items.reduce((sum, each) => sum + each, 0)).toBe(130);
    starts.forEach((start, index) => {
      expect(start).toBe(7 + items.slice(0, index).reduce((sum, each) => sum + each, 0));
    });
  });
});
