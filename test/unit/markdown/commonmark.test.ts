import commonmark from 'commonmark-spec';
import type { Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { type Links, lexAll } from '../../../renderer/markdown/lexer.ts';
import { elementsOf, textOf } from './html.ts';
import { ours, theirs } from './reference.ts';
import { tree } from './render.tsx';

/** Examples of CommonMark 0.31.2 in which we differ from the reference, and why we do. */
const DIFFERENT: Readonly<Record<number, string>> = {
  25: 'only the character names of HTML 4 and some more are known, not all of HTML 5',
  602: 'GitHub: a bare address is a link, even inside what is no link in angle brackets',
  603: 'a backslash in an address is read as the URL standard says: as a slash',
  608: 'GitHub: a bare address is a link, even inside what is no link in angle brackets',
  611: 'GitHub: a bare address is a link',
  612: 'GitHub: a bare mail address is a link',
};

interface Example {
  readonly number: number;
  readonly section: string;
  readonly markdown: string;
  readonly html: string;
}

// The specification writes tabs as arrows.
const examples = commonmark.tests.map((each) => ({
  ...each,
  markdown: each.markdown.replaceAll('→', '\t'),
  html: each.html.replaceAll('→', '\t'),
})) satisfies readonly Example[];

const withHtml = examples.filter(({ markdown }) => htmlIn(lex(markdown)).length > 0);
const withoutHtml = examples.filter((example) => !withHtml.includes(example));

describe('CommonMark 0.31.2', () => {
  it('is shown as the reference shows it, known differences apart', () => {
    const different = withoutHtml.filter(({ markdown, html }) => ours(tree(markdown)) !== theirs(html));
    expect(different.map(({ number }) => number)).toEqual(Object.keys(DIFFERENT).map(Number));
  });

  it('covers nine examples in ten', () => {
    expect(examples).toHaveLength(652);
    expect(withHtml).toHaveLength(72);
  });

  it.each(withHtml)('shows the HTML of example $number as text', ({ markdown }) => {
    const shown = tree(markdown);
    const text = textOf(shown).replace(/\s+/g, ' ');
    for (const html of htmlIn(lex(markdown))) {
      // A line break is the one tag that is taken for what it is.
      if (!/^<br\s*\/?>$/i.test(html.trim())) expect(text).toContain(html.trim().replace(/\s+/g, ' '));
    }
    const names = new Set(elementsOf(shown).map(({ name }) => name));
    for (const name of ['script', 'style', 'div', 'table', 'iframe', 'textarea', 'b', 'i', 'bab']) {
      expect(names).not.toContain(name);
    }
  });
});

function lex(markdown: string): Token[] {
  return lexAll(markdown, Object.create(null) as Links);
}

function htmlIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    if (token.type === 'html') return [token.raw];
    const items = 'items' in token ? (token.items as Token[]) : [];
    const inside = 'tokens' in token ? (token.tokens ?? []) : [];
    return [...htmlIn(items), ...htmlIn(inside)];
  });
}
