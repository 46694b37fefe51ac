import { elementsOf, type HtmlElement, type HtmlNode, readHtml, textOf } from './html.ts';

/**
 * Brings our markup and the reference's to one form. Ours differs on purpose: headings two levels down, code in a
 * figure, links that leave through a callback, places for pictures, scrolling wrappers. Nothing else is forgiven.
 */
export function ours(nodes: readonly HtmlNode[]): string {
  return write(nodes.flatMap(fromOurs));
}

/** The reference's HTML in the same form. */
export function theirs(html: string): string {
  return write(readHtml(html).flatMap(fromTheirs));
}

function element(name: string, attributes: Record<string, string | undefined>, children: HtmlNode[]): HtmlElement {
  const present = Object.entries(attributes).filter((each): each is [string, string] => each[1] !== undefined);
  return { name, attributes: Object.fromEntries(present), children };
}

function fromOurs(node: HtmlNode): HtmlNode[] {
  if (typeof node === 'string') return [node];
  const { name, attributes } = node;
  const inner = () => node.children.flatMap(fromOurs);
  const classes = attributes.class ?? '';
  if (/^h[3-6]$/.test(name)) return [element('heading', {}, inner())];
  if (name === 'figure') return [codeOf(node)];
  if (name === 'a')
    return [element('a', { href: address(attributes.href), title: titleOf(attributes.title, 2) }, inner())];
  if (classes === 'md-dead') return [deadLink(attributes.title ?? '', inner())];
  if (classes === 'md-image') return [imageOf(node)];
  if (classes === 'md-wide') return inner();
  if (name === 'code') return [element('code', {}, inner())];
  if (name === 'input') return [element('input', { checked: attributes.checked }, [])];
  if (name === 'ol') return [element('ol', { start: attributes.start }, inner())];
  if (name === 'td' || name === 'th') return [element(name, { align: /md-(\w+)/.exec(classes)?.[1] }, inner())];
  return [element(name, {}, inner())];
}

function fromTheirs(node: HtmlNode): HtmlNode[] {
  if (typeof node === 'string') return [node];
  const { name, attributes } = node;
  const inner = () => node.children.flatMap(fromTheirs);
  if (/^h[1-6]$/.test(name)) return [element('heading', {}, inner())];
  if (name === 'pre') {
    const [code] = elementsOf(node.children);
    const language = code?.attributes.class?.replace(/^language-/, '');
    return [element('pre', { language }, [textOf(node.children).replace(/\n$/, '')])];
  }
  if (name === 'a') return [element('a', { href: address(attributes.href), title: attributes.title }, inner())];
  if (name === 'img') return [element('img', { src: address(attributes.src), alt: attributes.alt }, [])];
  if (name === 'input') return [element('input', { checked: attributes.checked }, [])];
  return [element(name, attributes, inner())];
}

function codeOf(figure: HtmlElement): HtmlElement {
  const [caption, pre] = figure.children;
  if (typeof caption !== 'object' || typeof pre !== 'object') throw new Error('A figure of code has two parts');
  const label = elementsOf(caption.children)[0];
  const language = label ? textOf(label.children) : '';
  return element('pre', { language: language === '' ? undefined : language }, [
    textOf(pre.children).replace(/\n$/, ''),
  ]);
}

/** A link we do not follow: its tooltip holds the address and the title. */
function deadLink(tooltip: string, children: HtmlNode[]): HtmlElement {
  const [href = '', ...title] = tooltip.split('\n');
  return element('a', { href: address(href), title: title.length === 0 ? undefined : title.join('\n') }, children);
}

function imageOf(span: HtmlElement): HtmlElement {
  const alt = elementsOf(span.children).find((each) => each.attributes.class === 'md-alt');
  return element('img', { src: address(span.attributes.title), alt: alt ? textOf(alt.children) : '' }, []);
}

/** What follows the lines we put before the title of the text. */
function titleOf(tooltip: string | undefined, before: number): string | undefined {
  const lines = (tooltip ?? '').split('\n').slice(before);
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** Escaped or not, an address is the same; so is one with the path that a browser adds. */
function address(href: string | undefined): string {
  const text = href ?? '';
  const written = URL.parse(text)?.href ?? text;
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

const BLOCKS = new Set([
  'p',
  'heading',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'hr',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
]);

function write(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node, index) => {
      if (typeof node === 'string') return blockEdges(node, nodes[index - 1], nodes[index + 1]);
      const attributes = Object.entries(node.attributes)
        .sort()
        .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
      const content = node.name === 'pre' ? JSON.stringify(node.children[0] ?? '') : write(node.children);
      const inner = BLOCKS.has(node.name) && node.name !== 'pre' ? content.trim() : content;
      return `<${node.name}${attributes.join('')}>${inner}</${node.name}>`;
    })
    .join('');
}

/** White space between blocks, and around a line break, is none. */
function blockEdges(text: string, before: HtmlNode | undefined, after: HtmlNode | undefined): string {
  const isEdge = (node: HtmlNode | undefined) =>
    typeof node === 'object' && (BLOCKS.has(node.name) || node.name === 'br');
  const start = isEdge(before) ? text.trimStart() : text;
  return (isEdge(after) ? start.trimEnd() : start).replace(/[ \t]*\n[ \t]*/g, '\n');
}
