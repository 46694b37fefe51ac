import { z } from 'zod';
import { type ForeignConversation, type ForeignMessage, type ForeignNode, timeOf } from '../foreign.ts';
import { fallbackKey } from '../key.ts';
import { cleanName, cleanText } from './text.ts';

// "Export chats": rows of its database with the chat in `chat`. Older ones have the shown messages only, as a list.
const optionalText = z.string().nullish().catch(null);

const messageSchema = z.object({
  id: optionalText,
  parentId: optionalText,
  childrenIds: z.array(z.string()).catch([]),
  role: z.string(),
  content: z.unknown().optional(),
  model: optionalText,
  modelName: optionalText,
  timestamp: z.unknown().optional(),
  done: z.boolean().nullish().catch(null),
  files: z.array(z.unknown()).catch([]),
});
type Message = z.infer<typeof messageSchema>;

const chatSchema = z.object({
  title: optionalText,
  timestamp: z.unknown().optional(),
  history: z
    .object({ messages: z.record(z.string(), z.unknown()), currentId: optionalText })
    .nullish()
    .catch(null),
  messages: z.array(z.unknown()).nullish().catch(null),
});

const rowSchema = z.object({
  id: optionalText,
  title: optionalText,
  created_at: z.unknown().optional(),
  chat: chatSchema,
});

/** A chat of Open WebUI's export; `null` when the value is none. */
export function readOpenWebui(value: unknown): ForeignConversation | null {
  const row = rowSchema.safeParse(value);
  if (!row.success) return null;
  const { id, created_at, chat } = row.data;
  const nodes = chat.history ? treeNodes(chat.history.messages) : chat.messages && listNodes(chat.messages);
  if (!nodes) return null;
  const title = row.data.title || chat.title || '';
  return {
    format: 'open-webui',
    key: id ? `open-webui:${id}` : fallbackKey('open-webui', title, nodes),
    title,
    at: timeOf(created_at) ?? timeOf(chat.timestamp),
    nodes,
    current: chat.history?.currentId ?? nodes.at(-1)?.id ?? null,
  };
}

function treeNodes(messages: Readonly<Record<string, unknown>>): ForeignNode[] {
  return Object.entries(messages).map(([id, value]) => {
    const parsed = messageSchema.safeParse(value);
    if (!parsed.success) return { id, parent: null, children: [], message: null };
    const { parentId, childrenIds } = parsed.data;
    return { id, parent: parentId ?? null, children: childrenIds, message: readMessage(parsed.data) };
  });
}

/** A list has no branches: each follows the one before it. */
function listNodes(messages: readonly unknown[]): ForeignNode[] {
  return messages.map((value, index) => {
    const parsed = messageSchema.safeParse(value);
    return {
      id: String(index),
      parent: index === 0 ? null : String(index - 1),
      children: [],
      message: parsed.success ? readMessage(parsed.data) : null,
    };
  });
}

function readMessage({ role, content, model, modelName, timestamp, done, files }: Message): ForeignMessage | null {
  if (role !== 'user' && role !== 'assistant') return null;
  const said = role === 'assistant' ? withoutReasoning(textOf(content)) : { text: textOf(content), reasoning: '' };
  const text = cleanText([said.text.trim(), ...files.map(fileNote)].filter(Boolean).join('\n\n'));
  if (text === '') return null;
  return {
    author: role === 'user' ? 'me' : 'ai',
    text,
    reasoning: cleanText(said.reasoning),
    source: 'Open WebUI',
    model: cleanName(model ?? modelName),
    at: timeOf(timestamp),
    whole: done !== false,
  };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(partText).filter(Boolean).join('\n\n');
}

function partText(part: unknown): string {
  if (typeof part === 'string') return part;
  const parsed = z.object({ type: z.string(), text: z.string().optional().catch(undefined) }).safeParse(part);
  if (!parsed.success) return '[?]';
  if (parsed.data.text) return parsed.data.text;
  return parsed.data.type.startsWith('image') ? '[image]' : `[${parsed.data.type}]`;
}

function fileNote(file: unknown): string {
  const parsed = z.object({ type: z.string().catch('file'), name: optionalText }).safeParse(file);
  if (!parsed.success) return '[file]';
  const name = cleanName(parsed.data.name);
  const kind = parsed.data.type.startsWith('image') ? 'image' : 'file';
  return name ? `[${kind}: ${name}]` : `[${kind}]`;
}

/** Open WebUI writes what a model thought before its answer as `<details type="reasoning" …>` in front of it. */
const REASONING = /^\s*<details type="reasoning"[^>]*>\s*<summary>[^<]*<\/summary>([\s\S]*?)<\/details>/;

function withoutReasoning(content: string): { text: string; reasoning: string } {
  const found = REASONING.exec(content);
  if (!found) return { text: content, reasoning: '' };
  const lines = (found[1] ?? '').trim().split('\n');
  return { text: content.slice(found[0].length), reasoning: lines.map((line) => line.replace(/^> ?/, '')).join('\n') };
}
