/** A piece of a page, as the tests compare it. */
export type HtmlNode = string | HtmlElement;

export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
}

const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input']);
const PART = /<(\/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>|[^<]+|</gi;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads well-formed markup, such as React and the CommonMark reference write it. */
export function readHtml(markup: string): HtmlNode[] {
  const root: HtmlElement = { name: 'root', attributes: {}, children: [] };
  const open = [root];
  for (const [whole, slash, name, attributes] of markup.matchAll(PART)) {
    const parent = open.at(-1) ?? root;
    if (name === undefined) {
      addText(parent, unescaped(whole));
    } else if (slash === '/') {
      if (open.pop()?.name !== name) throw new Error(`Unexpected ${whole} in ${markup}`);
    } else {
      const element: HtmlElement = { name, attributes: readAttributes(attributes ?? ''), children: [] };
      parent.children.push(element);
      if (!VOID.has(name)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`Unclosed ${open.at(-1)?.name} in ${markup}`);
  return root.children;
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name ?? '', unescaped(value ?? '')]),
  );
}

function addText(parent: HtmlElement, text: string): void {
  const last = parent.children.at(-1);
  if (typeof last === 'string') parent.children[parent.children.length - 1] = last + text;
  else parent.children.push(text);
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/** The text of a piece, without its marks. */
export function textOf(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');
}

/** Every element of a piece, outer ones first. */
export function elementsOf(nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elementsOf(node.children)]));
}
