import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, Splitter, type View } from '../../../renderer/markdown/splitter.ts';

/** Beginnings, middles and ends of everything there is, to be put together at random. */
const FRAGMENTS = [
  ...['# h\n', 'words ', 'text\n', '\n', '\n\n', '- a\n', '  - b\n', '1. x\n', '2', '2. y\n', '* ', '+ z\n', '10) k\n'],
  ...[
    '- [ ] t\n',
    '> q\n',
    '> ',
    '```\n',
    '```',
    '`',
    '```js\n',
    '~~~\n',
    '    ind\n',
    '\t',
    'a | b\n',
    '--|--\n',
    '|',
  ],
  ...[
    '| - | - |\n',
    '1 | 2\n',
    '[a]: /u\n',
    '"t"\n',
    '"t\n',
    "'t'\n",
    '(t)\n',
    '[^1]: n\n',
    '[^1]',
    '[a]',
    '$$\n',
    '$$',
  ],
  ...[
    'x^2\n',
    '\\[\n',
    '\\]',
    '---\n',
    '--',
    '===\n',
    '<div>\n',
    '</div>',
    '<!-- ',
    '-->',
    '<script>\n',
    '</script>\n',
  ],
  ...['*', '**', ' ', '  ', '\r\n', '\r', '\\\n', '#', '    $$\n'],
];
const document = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 30 }).map((parts) => parts.join(''));
const steps = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 });

function whole(text: string): View {
  const splitter = new Splitter();
  splitter.append(text);
  return splitter.view(true);
}

function inSteps(text: string, sizes: readonly number[]): View {
  const splitter = new Splitter();
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    splitter.append(text.slice(at, at + size));
    splitter.view(false);
    at += size;
  }
  return splitter.view(true);
}

const blocks = (view: View): readonly Block[] => view.groups.flat();

function source(view: View): string {
  return blocks(view)
    .map((block) => (block.kind === 'code' ? block.info + block.pieces.join('') + block.rest : block.raw))
    .join('');
}

const bare = (text: string) => text.replace(/[\s`~]/g, '');

describe('the splitter', () => {
  it('comes to the same blocks however the text arrives', () => {
    fc.assert(
      fc.property(document, steps, (text, sizes) => {
        expect(inSteps(text, sizes)).toEqual(whole(text));
      }),
      { numRuns: 3000, seed: 42 },
    );
  });

  it('loses nothing, however long a block', () => {
    const long = fc.tuple(
      document,
      fc.constantFrom('word ', '- item\n', '> quote\n', 'a | b\n', '<p>x\n'),
      fc.nat(9000),
    );
    fc.assert(
      fc.property(long, ([text, unit, count]) => {
        const all = `${text}\n\n${unit.repeat(count)}`;
        expect(bare(source(whole(all)))).toBe(bare(all));
      }),
      { numRuns: 40, seed: 42 },
    );
  });

  it('cuts a long list between two items, at the same places however it arrives', () => {
    const list = Array.from({ length: 400 }, (_, i) => `1. item ${i}\n   - inside`).join('\n');
    const view = whole(list);
    expect(blocks(view).length).toBeGreaterThan(1);
    expect(inSteps(list, [50, 3, 700])).toEqual(view);
  });

  it('shows as plain text what is too long for a paragraph, and goes on after it', () => {
    const [plain, after] = blocks(whole(`${'word '.repeat(5000)}\n\n# Heading`));
    expect(plain?.kind).toBe('plain');
    expect(after).toEqual({ kind: 'markdown', raw: '# Heading', goesOn: null });
  });

  it('keeps the groups that are full as they are', () => {
    const splitter = new Splitter();
    splitter.append('paragraph\n\n'.repeat(60));
    const before = splitter.view(false).groups;
    splitter.append('more\n\n'.repeat(30));
    const after = splitter.view(false).groups;
    expect(after.length).toBeGreaterThan(3);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it('keeps the complete pieces of an open fence as they are', () => {
    const splitter = new Splitter();
    splitter.append(`\`\`\`js\n${'line\n'.repeat(70)}`);
    const [before] = blocks(splitter.view(false));
    splitter.append('half a l');
    const [after] = blocks(splitter.view(false));
    if (before?.kind !== 'code' || after?.kind !== 'code') throw new Error('No code');
    expect(after.pieces).toBe(before.pieces);
    expect(after.pieces).toHaveLength(2);
    expect(after.rest).toBe(`${'line\n'.repeat(6)}half a l`);
    expect(after.closed).toBe(false);
  });

  it('takes a target that comes late, and says so once', () => {
    const splitter = new Splitter();
    splitter.append('See [it].\n\ntext\n\n');
    const none = splitter.view(false).definitions;
    splitter.append('[it]: https://example.org');
    expect(splitter.view(false).definitions).toBe(none);
    splitter.append('/a\n');
    const found = splitter.view(false).definitions;
    expect(found.links.it?.href).toBe('https://example.org/a');
    splitter.append('\nmore text that grows');
    expect(splitter.view(false).definitions).toBe(found);
    splitter.append('\n\n[it]: https://evil.example\n');
    expect(splitter.view(true).definitions).toBe(found);
  });

  it('counts the last line when there will be no other', () => {
    const splitter = new Splitter();
    splitter.append('[a]: /x');
    expect(splitter.view(false).definitions.links.a).toBeUndefined();
    expect(splitter.view(true).definitions.links.a?.href).toBe('/x');
  });

  it('reads a carriage return and a line feed in two parts as one end of line', () => {
    expect(inSteps('a\r\nb\r\n\r\nc', [2])).toEqual(whole('a\nb\n\nc'));
  });
});
