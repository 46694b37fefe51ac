import type { Token, Tokens } from 'marked';
import type { Links } from './lexer.ts';

/** What the blocks of a message know of each other: targets of reference links, labels of footnotes. */
export interface Definitions {
  readonly links: Links;
  readonly notes: ReadonlySet<string>;
}

export const NO_DEFINITIONS: Definitions = { links: Object.create(null) as Links, notes: new Set() };

/** A definition as found in the text. */
export type Definition =
  | { readonly kind: 'link'; readonly label: string; readonly href: string; readonly title: string }
  | { readonly kind: 'note'; readonly label: string };

/** More of them than anybody writes; it bounds the work of looking them up. */
const MOST = 1000;

/** The definitions in a block, those inside lists and quotes too, in the order of the text. */
export function definitionsIn(token: Token): readonly Definition[] {
  switch (token.type) {
    case 'def':
      return [{ kind: 'link', label: String(token.tag), href: String(token.href), title: String(token.title ?? '') }];
    case 'footnote':
      return [{ kind: 'note', label: String(token.label) }, ...inside((token as Tokens.Generic).tokens)];
    case 'list':
      return (token as Tokens.List).items.flatMap((item) => inside(item.tokens));
    case 'blockquote':
      return inside((token as Tokens.Blockquote).tokens);
    default:
      return [];
  }
}

function inside(tokens: readonly Token[] | undefined): readonly Definition[] {
  return (tokens ?? []).flatMap(definitionsIn);
}

/** The definitions of a message while it grows. The first definition of a label wins. */
export class DefinitionTable {
  readonly #links = Object.create(null) as Links;
  readonly #notes = new Set<string>();
  #count = 0;
  #last = { count: 0, key: '[]', value: NO_DEFINITIONS };

  /** Takes definitions that will not change any more. */
  add(found: readonly Definition[]): void {
    for (const each of found) {
      if (this.#count < MOST && enter(this.#links, this.#notes, each)) this.#count++;
    }
  }

  /**
   * All of them, and those in `open`, which may still change. The same object as before when nothing is new, for every
   * block with a reference is drawn again when it is another.
   */
  snapshot(open: readonly Definition[]): Definitions {
    const key = JSON.stringify(open.filter((each) => !this.#has(each)));
    if (this.#last.count === this.#count && this.#last.key === key) return this.#last.value;
    const links = Object.assign(Object.create(null), this.#links) as Links;
    const notes = new Set(this.#notes);
    for (const each of open) enter(links, notes, each);
    const value = isEqual(this.#last.value, links, notes) ? this.#last.value : { links, notes };
    this.#last = { count: this.#count, key, value };
    return value;
  }

  #has(definition: Definition): boolean {
    return definition.kind === 'note' ? this.#notes.has(definition.label) : definition.label in this.#links;
  }
}

/** `false` when the label is taken. */
function enter(links: Links, notes: Set<string>, definition: Definition): boolean {
  const { kind, label } = definition;
  if (kind === 'note') {
    const before = notes.size;
    return notes.add(label).size > before;
  }
  if (label in links) return false;
  links[label] = { href: definition.href, title: definition.title };
  return true;
}

/** Same labels, same targets: an open definition has merely been closed. */
function isEqual(before: Definitions, links: Links, notes: ReadonlySet<string>): boolean {
  const labels = Object.keys(links);
  if (before.notes.size !== notes.size || Object.keys(before.links).length !== labels.length) return false;
  return (
    [...notes].every((label) => before.notes.has(label)) &&
    labels.every(
      (label) => before.links[label]?.href === links[label]?.href && before.links[label]?.title === links[label]?.title,
    )
  );
}
