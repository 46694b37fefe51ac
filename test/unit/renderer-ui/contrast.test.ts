/** Contrast as WCAG 2.2 measures it (1.4.3, 1.4.11), from the tokens themselves, in both themes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = new URL('../../../renderer/', import.meta.url).pathname;
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Each colour token by its name, as the style sheet has it: `--name: light-dark(#light, #dark)`. */
function tokens(): ReadonlyMap<string, Readonly<Record<Theme, string>>> {
  const css = readFileSync(join(RENDERER, 'ui/tokens.css'), 'utf8');
  const found = css.matchAll(/--([\w-]+):\s*light-dark\((#[\da-f]{6}),\s*(#[\da-f]{6})\)/g);
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}
const TOKENS = tokens();

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function ratio(front: string, back: string, theme: Theme): number {
  const [a, b] = [TOKENS.get(front), TOKENS.get(back)];
  if (!a || !b) throw new Error(`no token ${a ? back : front}`);
  return contrast(a[theme], b[theme]);
}

const SURFACES = ['canvas', 'pane', 'rail', 'raised', 'sunken', 'hover', 'selected'];
const SOFT = ['accent-soft', 'ok-soft', 'warn-soft', 'bad-soft'];

/** What is read, and what it is read on. */
const TEXT: Readonly<Record<string, readonly string[]>> = {
  text: [...SURFACES, ...SOFT],
  'text-2': [...SURFACES, ...SOFT],
  'text-3': [...SURFACES, 'warn-soft'],
  accent: [...SURFACES, 'accent-soft', 'warn-soft', 'bad-soft'],
  ok: [...SURFACES, 'ok-soft'],
  warn: [...SURFACES, 'warn-soft'],
  bad: [...SURFACES, 'bad-soft'],
  'on-fill': ['accent-fill', 'accent-fill-hover'],
  'code-key': ['sunken'],
  'code-str': ['sunken'],
  'code-num': ['sunken'],
  'code-com': ['sunken'],
};

/** What is seen: outlines of what one operates, rings, switches that are on. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  control: [...SURFACES, ...SOFT],
  focus: [...SURFACES, ...SOFT],
  'accent-fill': ['canvas', 'pane', 'raised'],
  'on-fill': ['accent-fill'],
};

function tooFaint(pairs: typeof TEXT, least: number): string[] {
  return THEMES.flatMap((theme) =>
    Object.entries(pairs).flatMap(([front, backs]) =>
      backs
        .map((back) => ({ back, is: ratio(front, back, theme) }))
        .filter(({ is }) => is < least)
        .map(({ back, is }) => `${front} on ${back} in ${theme}: ${is.toFixed(2)}`),
    ),
  );
}

test('the measure is that of the standard', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(TOKENS.size).toBeGreaterThan(20);
});

test('every text stands off 4.5:1 from what it is read on', () => {
  expect(tooFaint(TEXT, 4.5)).toEqual([]);
});

test('outlines, rings and fills stand off 3:1 from what is around them', () => {
  expect(tooFaint(SHAPES, 3)).toEqual([]);
});

/** The tokens that style sheets give to a property. */
function used(property: RegExp): Set<string> {
  const sheets = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.css'));
  const all = sheets.map((each) => readFileSync(join(RENDERER, each), 'utf8')).join('\n');
  return new Set([...all.matchAll(property)].map(([, name]) => name ?? '').filter((name) => TOKENS.has(name)));
}

test('no colour is used for text or ground that is not measured here', () => {
  const texts = used(/^\s+color: var\(--([\w-]+)\)/gm);
  expect(texts.size).toBeGreaterThan(8);
  expect([...texts].filter((each) => !(each in TEXT))).toEqual([]);
  const grounds = used(/^\s+background(?:-color)?: var\(--([\w-]+)\)/gm);
  const measured = new Set([...Object.values(TEXT).flat(), ...Object.entries(SHAPES).flat(2)]);
  // Bars, marks and hairlines are drawn as grounds: no text stands on them.
  const drawn = ['line', 'ok', 'warn', 'bad', 'accent', 'text-3'];
  expect([...grounds].filter((each) => !measured.has(each) && !drawn.includes(each))).toEqual([]);
});
