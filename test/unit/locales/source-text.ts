import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

export const root = resolve(import.meta.dirname, '../../..');

/** A piece of text in a source file, and where. */
export interface Found {
  readonly text: string;
  /** `path:line`, for the message of a failing test. */
  readonly where: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [property: string]: unknown;
}

/** Attributes of elements and of our own parts that people read or hear. */
const READ_ATTRIBUTES: ReadonlySet<string> = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
  'hint',
]);

/** The TypeScript sources under the folders, as paths. */
export function sources(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(root, folder, name)),
  );
}

/** Every string written in the file: quoted ones, and template texts without a value in them. */
export function stringsOf(file: string): Found[] {
  return nodesOf(file).flatMap(({ node, where }) => {
    const text = literalText(node);
    return text === null ? [] : [{ text, where }];
  });
}

/** Every string in the first argument of a call of `t` or `translate`: what is surely meant as a key. */
export function translatedIn(file: string): Found[] {
  return nodesOf(file).flatMap(({ node, where }) => {
    if (node.type !== 'CallExpression') return [];
    const name = calleeName(node);
    const [first] = node.arguments as readonly Node[];
    if ((name !== 't' && name !== 'translate') || !first) return [];
    const texts: Found[] = [];
    walk(first, (each) => {
      const text = literalText(each);
      if (text !== null) texts.push({ text, where });
    });
    return texts;
  });
}

/** `t` in `t(…)`, `i18n.t(…)` and `t()(…)`. */
function calleeName(call: Node): unknown {
  const callee = call.callee as Node;
  switch (callee.type) {
    case 'Identifier':
      return callee.name;
    case 'MemberExpression':
      return (callee.property as Node).name;
    case 'CallExpression':
      return calleeName(callee);
    default:
      return null;
  }
}

/** Text for people that stands in the JSX itself instead of in a catalogue. */
export function textInJsx(file: string): Found[] {
  return nodesOf(file).flatMap(({ node, where }) => {
    if (node.type === 'JSXText') return found(String(node.value).trim(), where);
    if (node.type === 'JSXExpressionContainer') return [];
    if (node.type !== 'JSXAttribute') return [];
    const name = (node.name as Node).name;
    if (typeof name !== 'string' || !READ_ATTRIBUTES.has(name) || !isNode(node.value)) return [];
    const value = node.value.type === 'JSXExpressionContainer' ? (node.value.expression as Node) : node.value;
    return found(literalText(value) ?? '', where);
  });
}

function found(text: string, where: string): Found[] {
  return /\p{L}/u.test(text) ? [{ text, where }] : [];
}

function literalText(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as readonly Node[];
  const [only] = quasis;
  return quasis.length === 1 && only ? String((only.value as { cooked: string }).cooked) : null;
}

const parsed = new Map<string, readonly { node: Node; where: string }[]>();

/** Every node of a file with its place; each file is parsed once. */
function nodesOf(file: string): readonly { node: Node; where: string }[] {
  const known = parsed.get(file) ?? parse(file);
  parsed.set(file, known);
  return known;
}

function parse(file: string): { node: Node; where: string }[] {
  const code = readFileSync(file, 'utf8');
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${relative(root, file)} does not parse: ${errors[0]?.message}`);
  const nodes: { node: Node; where: string }[] = [];
  const path = relative(root, file);
  const starts = [...code.matchAll(/^/gm)].map((line) => line.index);
  walk(program as unknown as Node, (node) => {
    const line = starts.findLastIndex((start) => start <= node.start) + 1;
    nodes.push({ node, where: `${path}:${line}` });
  });
  return nodes;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const each of value) isNode(each) && walk(each, visit);
    else if (isNode(value)) walk(value, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
