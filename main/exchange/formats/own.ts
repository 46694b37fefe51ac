import { type ConversationDocument, type DocumentMessage, documentSchema } from '../document.ts';
import { type ForeignConversation, type ForeignMessage, timeOf } from '../foreign.ts';
import { cleanName, cleanText } from './text.ts';

/** A conversation this program has written; `null` when the value is none, or of a version to come. */
export function readOwn(value: unknown): ForeignConversation | null {
  const parsed = documentSchema.safeParse(value);
  return parsed.success ? toForeign(parsed.data) : null;
}

function toForeign({ conversation }: ConversationDocument): ForeignConversation {
  const { id, title, messages } = conversation;
  return {
    format: 'halext',
    key: `halext:${id}`,
    title,
    at: timeOf(messages[0]?.at),
    nodes: messages.map((each) => ({ id: each.id, parent: each.parent, children: [], message: readMessage(each) })),
    current: messages.findLast((each) => each.shown)?.id ?? null,
  };
}

function readMessage({ author, name, at, text, state, source, model, reasoning }: DocumentMessage) {
  const kept = cleanText(text);
  if (kept.trim() === '') return null;
  const message: ForeignMessage = {
    // Conversations kept here know one person: what others said stands under their names.
    author: author === 'ai' ? 'ai' : 'me',
    text: author === 'other' ? `**${cleanName(name) ?? '?'}**\n\n${kept}` : kept,
    reasoning: cleanText(reasoning),
    source: cleanName(source) ?? 'Halext',
    model: cleanName(model),
    at: timeOf(at),
    whole: state === 'complete',
  };
  return message;
}
