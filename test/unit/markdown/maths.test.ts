import { describe, expect, it } from 'vitest';
import { elementsOf, textOf } from './html.ts';
import { tree } from './render.tsx';

/** Sources of the formulas, as they stand before KaTeX has come. */
function formulas(text: string): string[] {
  return elementsOf(tree(text))
    .filter((each) => each.attributes.class?.startsWith('md-maths'))
    .map((each) => `${each.attributes.class?.includes('display') ? 'display' : 'inline'} ${textOf([each])}`);
}

describe('formulas', () => {
  it.each([
    ['a $x_1 + y_2$ b', ['inline $x_1 + y_2$']],
    [
      '$E=mc^2$, $2 \\times 3$ and $10 \\text{ metres}$',
      ['inline $E=mc^2$', 'inline $2 \\times 3$', 'inline $10 \\text{ metres}$'],
    ],
    ['**so $a*b*c$ holds**', ['inline $a*b*c$']],
    ['a \\(E\\) and \\[x = 1\\] in a line', ['inline \\(E\\)', 'display \\[x = 1\\]']],
    ['text $$x^2$$ text', ['display $$x^2$$']],
    ['before\n$$\na = b\n- c\n$$\nafter', ['display $$\na = b\n- c\n$$']],
    [
      '\\[\n\\begin{aligned}\na &= b\n\\end{aligned}\n\\]',
      ['display \\[\n\\begin{aligned}\na &= b\n\\end{aligned}\n\\]'],
    ],
    ['- in a list:\n  $$\n  x^2\n  $$', ['display $$\nx^2\n$$']],
    ['| a |\n|-|\n| $x^2$ |', ['inline $x^2$']],
  ])('%j', (text, expected) => {
    expect(formulas(text)).toEqual(expected);
  });

  it.each([
    '$5 and $6',
    'A$x$ for Australia',
    'US$5-$6, $1,000–$2,000',
    'between $5/$10 a month',
    'costs $20 (was 25$)',
    '$HOME/$USER and $PATH',
    'a 5$ or 6$ note',
    'an \\[optional\\] word, an escaped \\$x\\$',
    '`$x$` and `\\(x\\)`',
    'an open $$ here',
    'money: $$ and more $$',
  ])('%j has none', (text) => {
    expect(formulas(text)).toEqual([]);
  });

  it('ends at an empty line: what is not closed by then is text', () => {
    expect(formulas('$$\nx^2\n\n$$')).toEqual([]);
    expect(textOf(tree('$$\nx^2\n\nafter *all*'))).toBe('$$\nx^2after all');
  });

  it('shows the source while the end has not come', () => {
    expect(textOf(tree('so\n$$\na \\\\\n- b', true))).toBe('so$$\na \\\\\n- b');
  });
});
