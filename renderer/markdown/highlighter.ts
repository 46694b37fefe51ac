import { createLowlight } from 'lowlight';
import { PIECE_LINES } from './fence.ts';
import { loadGrammar } from './languages.ts';

/** Class of a run of code (`k` keyword, `s` string, `n` number, `c` comment, `d` removed line) and the run. */
export type Run = readonly [className: Colour, text: string];
export type Colour = '' | 'k' | 's' | 'n' | 'c' | 'd';

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>;
type Node = Root['children'][number];

const lowlight = createLowlight();

/** Loads what is needed to colour code in a language named by `grammarName`. */
export async function prepare(name: string): Promise<void> {
  if (lowlight.registered(name)) return;
  const grammar = await loadGrammar(name);
  if (grammar) lowlight.register(name, grammar);
}

/** Colours a text, in pieces of 32 lines. The language must have been prepared. */
export function colour(name: string, text: string): readonly (readonly Run[])[] {
  const runs: Run[] = [];
  for (const node of lowlight.highlight(name, text).children) flatten(node, '', runs);
  return inPieces(runs);
}

function flatten(node: Node, inherited: Colour, runs: Run[]): void {
  if (node.type === 'text') {
    const last = runs.at(-1);
    if (last && last[0] === inherited) runs[runs.length - 1] = [inherited, last[1] + node.value];
    else runs.push([inherited, node.value]);
    return;
  }
  if (node.type !== 'element') return;
  // What stands inside a string or a comment keeps its colour.
  const own = inherited === 's' || inherited === 'c' ? inherited : colourOf(node.properties.className) || inherited;
  for (const child of node.children) flatten(child, own, runs);
}

const COLOURS: Readonly<Record<string, Colour>> = {
  'hljs-keyword': 'k',
  'hljs-built_in': 'k',
  'hljs-literal': 'k',
  'hljs-type': 'k',
  'hljs-section': 'k',
  'hljs-name': 'k',
  'hljs-tag': '',
  'hljs-selector-tag': 'k',
  'hljs-selector-pseudo': 'k',
  'hljs-meta': 'c',
  'hljs-doctag': 'c',
  'hljs-string': 's',
  'hljs-char': 's',
  'hljs-regexp': 's',
  'hljs-addition': 's',
  'hljs-link': 's',
  'hljs-number': 'n',
  'hljs-symbol': 'n',
  'hljs-bullet': 'n',
  'hljs-attr': 'n',
  'hljs-attribute': 'n',
  'hljs-variable': 'n',
  'hljs-template-variable': 'n',
  'hljs-comment': 'c',
  'hljs-quote': 'c',
  'hljs-deletion': 'd',
};

function colourOf(classes: unknown): Colour {
  const first = Array.isArray(classes) ? String(classes[0]) : '';
  return COLOURS[first] ?? '';
}

function inPieces(runs: readonly Run[]): Run[][] {
  const pieces: Run[][] = [];
  let piece: Run[] = [];
  let lines = 0;
  for (const [className, text] of runs) {
    let start = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      if (++lines < PIECE_LINES) continue;
      piece.push([className, text.slice(start, at + 1)]);
      pieces.push(piece);
      piece = [];
      start = at + 1;
      lines = 0;
    }
    if (start < text.length) piece.push([className, text.slice(start)]);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}
