import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../renderer/markdown/fence.ts';
import { colour, prepare } from '../../../renderer/markdown/highlighter.ts';
import { grammarName, languageLabel, loadGrammar } from '../../../renderer/markdown/languages.ts';
import { textOf } from './html.ts';
import { tree } from './render.tsx';

describe('languages', () => {
  it.each([
    ['py', 'python'],
    ['TSX', 'typescript'],
    ['c++', 'cpp'],
    ['toml', 'ini'],
    ['console', 'shell'],
    ['html', 'xml'],
    ['rust', 'rust'],
  ])('%s is coloured as %s', (label, name) => {
    expect(grammarName(label)).toBe(name);
  });

  it.each(['', 'mermaid', '__proto__', 'constructor'])('%j is not coloured', async (label) => {
    expect(grammarName(label)).toBeNull();
    expect(await loadGrammar(label)).toBeNull();
  });

  it.each([
    ['python title="x"', 'python'],
    ['js{1,3}', 'js'],
    ['f&ouml;o\\+', 'föo+'],
    ['x'.repeat(90), 'x'.repeat(30)],
  ])('%j is labelled %j', (info, label) => {
    expect(languageLabel(info)).toBe(label);
  });
});

describe('colours', () => {
  it('are those of the theme, in pieces of 32 lines, and the text is the text', async () => {
    await prepare('python');
    const text = `import numpy as np  # why\nx = f"{1 + 2}"\n${'y = 3\n'.repeat(80)}`;
    const pieces = colour('python', text);
    expect(pieces.map((piece) => piece.map(([, run]) => run).join(''))).toEqual(
      [piecesOf(text).pieces, piecesOf(text).rest].flat(),
    );
    expect(pieces[0]?.slice(0, 6)).toEqual([
      ['k', 'import'],
      ['', ' numpy '],
      ['k', 'as'],
      ['', ' np  '],
      ['c', '# why'],
      ['', '\nx = '],
    ]);
    expect(pieces[0]?.[6]).toEqual(['s', 'f"{1 + 2}"']);
  });
});

describe('a block of code', () => {
  it('says its language and is never parsed', () => {
    const text = textOf(tree('```js\n*a* <b> &amp; [x](https://e.example)\n```'));
    expect(text).toBe('jsCopy*a* <b> &amp; [x](https://e.example)\n');
  });

  it('may stand in a list and in a quote', () => {
    expect(textOf(tree('- a\n  ```sh\n  ls\n  ```\n\n> ```\n> x\n> ```'))).toBe('ash' + 'Copyls\n' + 'Copyx\n');
  });
});
