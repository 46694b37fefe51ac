import type { ForeignFormat, SkipReason } from '../../preload/contract.ts';
import type { ForeignConversation } from './foreign.ts';
import { readChatgpt } from './formats/chatgpt.ts';
import { readOpenWebui } from './formats/open-webui.ts';
import { readOwn } from './formats/own.ts';
import { cleanTitle, MOST_BRANCHES, MOST_MESSAGES, MOST_TEXT } from './formats/text.ts';
import type { ImportedConversation, ImportedMessage } from './sql/imported.ts';
import { buildTree, joinAnswers, type TreeMessage } from './tree.ts';

export type Reading =
  | { readonly kind: 'read'; readonly format: ForeignFormat; readonly conversation: ImportedConversation }
  | {
      readonly kind: 'skipped';
      readonly format: ForeignFormat | null;
      readonly title: string;
      readonly reason: SkipReason;
    };

/** Reads one value of a file, whatever it is. `now` stands for times the file does not know. */
export function readPiece(text: string, now: number): Reading {
  const value = parsed(text);
  const foreign = readOwn(value) ?? readChatgpt(value) ?? readOpenWebui(value);
  if (!foreign) return { kind: 'skipped', format: null, title: titleIn(value), reason: 'unknown' };
  const title = cleanTitle(foreign.title);
  const skipped = (reason: SkipReason): Reading => ({ kind: 'skipped', format: foreign.format, title, reason });
  if (foreign.nodes.length > MOST_MESSAGES) return skipped('tooLarge');
  const tree = joinAnswers(buildTree(foreign.nodes, foreign.current));
  if (tree.length === 0) return skipped('empty');
  if (tree.some(({ message }) => message.text.length + message.reasoning.length > MOST_TEXT)) return skipped('tooLong');
  if (mostBranches(tree) > MOST_BRANCHES) return skipped('tooLarge');
  return { kind: 'read', format: foreign.format, conversation: toImported(foreign, title, tree, now) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function titleIn(value: unknown): string {
  const title = typeof value === 'object' && value !== null && 'title' in value ? value.title : '';
  return typeof title === 'string' ? cleanTitle(title) : '';
}

function mostBranches(tree: readonly TreeMessage[]): number {
  const counts = new Map<number | null, number>();
  for (const { parent } of tree) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return Math.max(...counts.values());
}

function toImported(
  { key, at }: ForeignConversation,
  title: string,
  tree: readonly TreeMessage[],
  now: number,
): ImportedConversation {
  const messages: ImportedMessage[] = [];
  for (const { message, parent, shown } of tree) {
    // What has no time of its own came when that before it did.
    const before = parent === null ? at : messages[parent]?.at;
    const { author, text, reasoning, source, model, whole } = message;
    messages.push({
      parent,
      shown,
      text,
      at: message.at ?? before ?? now,
      answer: author === 'ai' ? { source, model, reasoning, whole } : null,
    });
  }
  return { key, title, at: at ?? messages[0]?.at ?? now, messages };
}
