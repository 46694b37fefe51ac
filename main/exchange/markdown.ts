import type { Conversation } from '../../preload/contract.ts';
import type { StoredMessage } from '../conversations/sql/message-rows.ts';
import type { Translate } from '../i18n.ts';
import { isUnderWay, stateOf } from './state.ts';
import type { WholeConversation } from './whole.ts';

/** What is shown of a conversation, to read; `now` in milliseconds since the epoch. */
export function toMarkdown({ conversation, messages }: WholeConversation, now: number, t: Translate): string {
  const shown = messages.filter(({ local }) => local?.shown ?? true);
  const sections = [
    `# ${inline(conversation.title) || t('chat.untitled')}`,
    facts(conversation, now, t),
    ...shown.flatMap((message) => said(message, t)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function facts({ local, people, gap }: Conversation, now: number, t: Translate): string {
  const names = people.map(({ name, me }) => (me ? t('chat.you') : inline(name))).join(', ');
  const rows = [
    local ? t('exchange.keptHere') : t('exchange.keptByServer'),
    ...(names === '' ? [] : [t('exchange.people', { names })]),
    t('exchange.writtenAt', { time: new Date(now).toISOString() }),
    ...(gap ? [t('exchange.gap')] : []),
  ];
  return rows.map((row) => `* ${row}`).join('\n');
}

function said(message: StoredMessage, t: Translate): string[] {
  const time = new Date(message.createdAt).toISOString();
  const heading = ['##', speaker(message, t), '·', time].join(' ');
  return [heading, ...(message.content === '' ? [] : [quoted(message.content)]), ...noteOf(message, t)];
}

function speaker({ author, authorName, modelUsed, local }: StoredMessage, t: Translate): string {
  switch (author) {
    case 'me':
      return t('chat.you');
    case 'other':
      return inline(authorName ?? '') || t('chat.someone');
    case 'ai': {
      const name = inline(local?.answer?.sourceName ?? '') || t('chat.ai');
      const model = modelUsed ?? local?.answer?.target.model ?? null;
      return model === null ? name : `${name} (${inline(model)})`;
    }
  }
}

function noteOf(message: StoredMessage, t: Translate): string[] {
  if (isUnderWay(message)) return [`*${t('exchange.stillComing')}*`];
  switch (stateOf(message)) {
    case 'complete':
      return [];
    case 'partial':
      return [`*${message.content === '' ? t('exchange.noAnswer') : t('exchange.partial')}*`];
    case 'unsent':
      return [`*${t('exchange.unsent')}*`];
  }
}

/**
 * A text as it was written, in a quotation: whatever it opens (a fence, HTML, a heading that names a speaker) ends with the
 * quotation, which only a line without its sign can end.
 */
function quoted(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** A name or title in one line, with nothing in it that Markdown would take for more than text. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&#|~!]/g, '\\$&');
}
