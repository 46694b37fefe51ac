import { z } from 'zod';
import { type ForeignConversation, type ForeignMessage, type ForeignNode, timeOf } from '../foreign.ts';
import { fallbackKey } from '../key.ts';
import { cleanName, cleanText } from './text.ts';

// `conversations.json` of the data export. What a field may hold has changed over the years: what cannot be read is
// passed over field by field, so that one odd message never costs a conversation.
const optionalText = z.string().nullish().catch(null);

const schema = z.object({
  id: optionalText,
  conversation_id: optionalText,
  title: optionalText,
  create_time: z.unknown().optional(),
  current_node: optionalText,
  mapping: z.record(z.string(), z.unknown()),
});

const nodeSchema = z.object({
  parent: optionalText,
  children: z.array(z.string()).catch([]),
  message: z
    .object({
      author: z.object({ role: z.string() }),
      content: z.looseObject({ content_type: z.string().catch('text') }),
      create_time: z.unknown().optional(),
      metadata: z
        .object({ model_slug: optionalText, is_visually_hidden_from_conversation: z.boolean().nullish().catch(null) })
        .catch({}),
    })
    .nullish()
    .catch(null),
});
type Message = NonNullable<z.infer<typeof nodeSchema>['message']>;

/** Thoughts and instructions that ChatGPT itself does not show in the conversation. */
const UNSHOWN: ReadonlySet<string> = new Set([
  'thoughts',
  'reasoning_recap',
  'model_editable_context',
  'user_editable_context',
]);

/** A conversation of ChatGPT's data export; `null` when the value is none. */
export function readChatgpt(value: unknown): ForeignConversation | null {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return null;
  const { mapping, title, create_time, current_node, ...ids } = parsed.data;
  const nodes = Object.entries(mapping).map(([id, node]) => readNode(id, node));
  const id = ids.conversation_id ?? ids.id;
  return {
    format: 'chatgpt',
    key: id ? `chatgpt:${id}` : fallbackKey('chatgpt', title ?? '', nodes),
    title: title ?? '',
    at: timeOf(create_time),
    nodes,
    current: current_node ?? null,
  };
}

function readNode(id: string, value: unknown): ForeignNode {
  const parsed = nodeSchema.safeParse(value);
  if (!parsed.success) return { id, parent: null, children: [], message: null };
  const { parent, children, message } = parsed.data;
  return { id, parent: parent ?? null, children, message: message ? readMessage(message) : null };
}

function readMessage({ author, content, create_time, metadata }: Message): ForeignMessage | null {
  if (author.role !== 'user' && author.role !== 'assistant') return null;
  if (metadata.is_visually_hidden_from_conversation || UNSHOWN.has(content.content_type)) return null;
  const text = cleanText(textOf(content)).trim();
  if (text === '') return null;
  return {
    author: author.role === 'user' ? 'me' : 'ai',
    text,
    reasoning: '',
    source: 'ChatGPT',
    model: cleanName(metadata.model_slug),
    at: timeOf(create_time),
    whole: true,
  };
}

/** What a person reads of it; what is no text leaves its kind in brackets. */
function textOf(content: Message['content']): string {
  if (Array.isArray(content.parts)) return content.parts.map(partText).filter(Boolean).join('\n\n');
  const text = typeof content.text === 'string' ? content.text : '';
  if (content.content_type === 'code') return text === '' ? '' : fenced(text);
  return text === '' ? `[${content.content_type}]` : text;
}

function partText(part: unknown): string {
  if (typeof part === 'string') return part;
  const parsed = z.object({ content_type: z.string(), text: z.string().optional().catch(undefined) }).safeParse(part);
  if (!parsed.success) return '[?]';
  const { content_type, text } = parsed.data;
  if (text) return text;
  return content_type.startsWith('image') ? '[image]' : `[${content_type}]`;
}

function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}
