import { describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../../main/conversations/sql/message-rows.ts';
import { documentSchema } from '../../../main/exchange/document.ts';
import { toJson } from '../../../main/exchange/json.ts';
import { toMarkdown } from '../../../main/exchange/markdown.ts';
import { createTranslator } from '../../../main/i18n.ts';
import type { AnswerState, Conversation, LocalAnswer } from '../../../preload/contract.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const AT = Date.UTC(2026, 10, 20, 9, 30);
const t = createTranslator('en');

const conversation: Conversation = {
  id: 7,
  remoteId: null,
  title: 'Tides',
  withAi: true,
  modelId: null,
  owner: true,
  people: [],
  last: null,
  lastAt: AT,
  unread: 0,
  hidden: false,
  presence: 'here',
  gap: false,
  draft: null,
  queued: 0,
  deciding: 0,
  local: { chain: [], comparison: false, answering: 0 },
};

function answered(state: AnswerState, more: Partial<LocalAnswer> = {}): LocalAnswer {
  return {
    state,
    target: { sourceId: 's', model: 'llama3.1:8b' },
    sourceName: 'Ollama',
    demo: false,
    reasoning: '',
    tried: [],
    leftOut: 0,
    cached: false,
    tokens: { input: null, output: null },
    firstMs: null,
    totalMs: null,
    cost: null,
    ...more,
  };
}

const COMPLETE = answered({ kind: 'complete', finish: 'stop' });

function message(
  id: number,
  content: string,
  { parentId = null, shown = true, by = null, ...more }: Partial<StoredMessage> & Partial<Place> = {},
): StoredMessage {
  return {
    id,
    remoteId: null,
    conversationId: 7,
    order: id,
    author: by ? 'ai' : 'me',
    authorName: null,
    modelUsed: null,
    modelAsked: null,
    content,
    createdAt: AT,
    answer: 'none',
    pending: null,
    local: { parentId, shown, siblings: [id], answer: by },
    ...more,
  };
}
/** Where it stands, and the answer it is. */
type Place = { parentId: number | null; shown: boolean; by: LocalAnswer | null };

function markdown(messages: StoredMessage[], more: Partial<Conversation> = {}): string {
  return toMarkdown({ conversation: { ...conversation, ...more }, messages }, NOW, t);
}

describe('a conversation as Markdown', () => {
  it('says who, when and by which model, and shows only the path that is shown', () => {
    const text = markdown([
      message(1, 'How high?'),
      message(2, 'Ten metres.', { parentId: 1, shown: false, by: COMPLETE }),
      message(3, 'Twelve metres.', { parentId: 1, by: COMPLETE }),
    ]);
    expect(text).toBe(`# Tides

* Kept on this computer
* Saved: 2026-11-21T12:00:00.000Z

## You · 2026-11-20T09:30:00.000Z

> How high?

## Ollama (llama3.1:8b) · 2026-11-20T09:30:00.000Z

> Twelve metres.
`);
  });

  it('keeps what is written in its place, whatever it opens', () => {
    const nasty = '```\n## You · 2020\r<!-- <details>\n\n# Tides\r\nlazy';
    const lines = markdown([message(1, nasty), message(2, 'next', { by: COMPLETE })]).split('\n');
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([
      '# Tides',
      '## You · 2026-11-20T09:30:00.000Z',
      '## Ollama (llama3.1:8b) · 2026-11-20T09:30:00.000Z',
    ]);
    expect(lines).toContain('> ## You · 2020');
    expect(lines).toContain('> lazy');
  });

  it('takes titles and names for text', () => {
    const ai = answered({ kind: 'complete', finish: 'stop' }, { sourceName: '<img src=x>\n# x' });
    const text = markdown([message(1, 'a', { by: ai })], { title: '[a](http://x) `b`\n# c' });
    expect(text.split('\n')[0]).toBe('# \\[a\\](http://x) \\`b\\` \\# c');
    expect(text).toContain('## \\<img src=x\\> \\# x (');
  });

  it('says what is not whole', () => {
    const streaming = answered({ kind: 'streaming', since: AT });
    const failed = answered({ kind: 'stopped' });
    const text = markdown([
      message(1, 'a', { pending: { state: 'queued', since: AT, error: null } }),
      message(2, 'The first hal', { by: streaming }),
      message(3, 'The sec', { by: failed }),
      message(4, '', { by: failed }),
    ]);
    const notes = text.split('\n').filter((line) => line.startsWith('*') && line.endsWith('*'));
    expect(notes).toEqual([
      '*This message had not been sent.*',
      '*This answer was still coming when the conversation was saved.*',
      '*This answer is not complete.*',
      '*No answer came.*',
    ]);
    expect(text).toContain('> The first hal');
  });

  it('names the people of a conversation of the server, and that it is not all here', () => {
    const people = [
      { username: 'a', name: 'Anaïs', me: true },
      { username: 'b', name: 'Bran', me: false },
    ];
    const text = markdown([message(1, 'Hi', { author: 'other', authorName: 'Bran', local: null })], {
      people,
      gap: true,
      local: null,
    });
    expect(text).toContain('* Kept by the Halext server\n* People: You, Bran\n');
    expect(text).toContain('* The server holds messages that were never on this computer.');
    expect(text).toContain('## Bran · ');
  });
});

describe('a conversation as JSON', () => {
  it('is a document of its own schema, with all branches', () => {
    const messages = [
      message(1, 'How high?'),
      message(2, 'Ten', { parentId: 1, shown: false, by: answered({ kind: 'stopped' }) }),
      message(3, 'Twelve', { parentId: 1, by: { ...COMPLETE, reasoning: 'Hm.' } }),
    ];
    const document = documentSchema.parse(JSON.parse(toJson({ conversation, messages }, NOW)));
    expect(document.exportedAt).toBe('2026-11-21T12:00:00.000Z');
    expect(document.conversation.messages.map(({ id, parent, shown, state }) => [id, parent, shown, state])).toEqual([
      ['1', null, true, 'complete'],
      ['2', '1', false, 'partial'],
      ['3', '1', true, 'complete'],
    ]);
    expect(document.conversation.messages[2]).toMatchObject({
      author: 'ai',
      source: 'Ollama',
      model: 'llama3.1:8b',
      reasoning: 'Hm.',
      text: 'Twelve',
    });
  });

  it('strings the messages of the server together', () => {
    const messages = [1, 2, 3].map((id) => message(id, `${id}`, { local: null }));
    const document = documentSchema.parse(JSON.parse(toJson({ conversation, messages }, NOW)));
    expect(document.conversation.messages.map(({ parent }) => parent)).toEqual([null, '1', '2']);
  });
});
