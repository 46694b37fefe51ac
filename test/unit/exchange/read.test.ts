import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPiece } from '../../../main/exchange/read.ts';

const NOW = 1_800_000_000_000;

function fixture(name: string): unknown[] {
  return JSON.parse(readFileSync(new URL(`../../fixtures/exchange/${name}.json`, import.meta.url), 'utf8'));
}

function read(value: unknown) {
  return readPiece(typeof value === 'string' ? value : JSON.stringify(value), NOW);
}

function messagesOf(value: unknown) {
  const reading = read(value);
  if (reading.kind !== 'read') throw new Error(`skipped: ${reading.reason}`);
  return reading.conversation.messages;
}

/** A conversation of ChatGPT with this mapping. */
function chatgpt(mapping: string, more = ''): string {
  return `{"title":"T","create_time":1700000000,"current_node":"a","conversation_id":"x"${more},"mapping":${mapping}}`;
}

function said(text: string, more = '"parent":null,"children":[]'): string {
  return `{${more},"message":{"author":{"role":"user"},"content":{"content_type":"text","parts":[${JSON.stringify(text)}]}}}`;
}

describe('an export of ChatGPT', () => {
  it('keeps title, times, models, branches and the path that was shown', () => {
    const reading = read(fixture('chatgpt')[0]);
    if (reading.kind !== 'read') throw new Error('skipped');
    const { conversation, format } = reading;
    expect(format).toBe('chatgpt');
    expect(conversation.title).toBe('Les marées de Saint-Malo');
    expect(conversation.at).toBe(1_714_550_400_250);
    expect(conversation.messages.map(({ text, parent, shown }) => [text, parent, shown])).toEqual([
      ['Quelle est l’amplitude des marées à Saint-Malo ?', null, true],
      ['Environ douze mètres.', 0, false],
      ['Jusqu’à treize mètres aux grandes marées.', 0, true],
      ['[image]\n\nEt sur cette carte ?', 2, true],
      ['```\nprint(13)\n```\n\nLa carte dit la même chose.', 3, true],
    ]);
    expect(conversation.messages[1]).toMatchObject({
      at: 1_714_550_405_000,
      answer: { source: 'ChatGPT', model: 'gpt-4o', whole: true },
    });
  });

  it('says of one without a word that nothing is in it', () => {
    expect(read(fixture('chatgpt')[2])).toEqual({
      kind: 'skipped',
      format: 'chatgpt',
      title: 'Only a picture was made',
      reason: 'empty',
    });
  });

  it('has the same key in another copy of the file, also without an id', () => {
    const [, second] = fixture('chatgpt');
    const { conversation_id: _, ...anonymous } = second as { conversation_id: string };
    const key = (value: unknown) => {
      const reading = read(value);
      return reading.kind === 'read' ? reading.conversation.key : null;
    };
    expect(key(second)).toBe('chatgpt:663210c0-0002-4000-8000-000000000002');
    expect(key(anonymous)).toMatch(/^chatgpt:[0-9a-f]{64}$/);
    expect(key(JSON.parse(JSON.stringify(anonymous)))).toBe(key(anonymous));
    expect(key({ ...anonymous, title: 'Another' })).not.toBe(key(anonymous));
  });
});

describe('an export of Open WebUI', () => {
  it('keeps branches, models, files as notes, reasoning apart, and what broke off as such', () => {
    const messages = messagesOf(fixture('open-webui')[0]);
    expect(messages.map(({ text, parent, shown }) => [text, parent, shown])).toEqual([
      ['How high is the lighthouse of Créac’h?\n\n[image: creach.jpg]', null, true],
      ['54 metres.', 0, false],
      ['55 metres.', 0, true],
      ['Thanks!', 2, true],
      ['You are', 3, true],
    ]);
    expect(messages[2]?.answer).toEqual({
      source: 'Open WebUI',
      model: 'qwen3:14b',
      reasoning: 'Ouessant…',
      whole: true,
    });
    expect(messages[4]?.answer?.whole).toBe(false);
    expect(messages[1]?.at).toBe(1_717_000_003_000);
  });

  it('reads old ones, which are a list; what has no time came with what was before it', () => {
    const messages = messagesOf(fixture('open-webui')[1]);
    expect(messages.map(({ text, parent, at }) => [text, parent, at])).toEqual([
      ['Hello', null, 1_700_000_000_000],
      ['Hello yourself', 0, 1_700_000_000_000],
    ]);
  });
});

describe('what is no conversation', () => {
  it.each([
    ['{', ''],
    ['{"title":"A list","items":[]}', 'A list'],
    ['{"title":{"$ne":1}}', ''],
    ['{"title":"M","mapping":[]}', 'M'],
    ['[]', ''],
    ['{"format":"halext-conversation","version":2,"conversation":{}}', ''],
  ])('%s is left out by name', (text, title) => {
    expect(read(text)).toEqual({ kind: 'skipped', format: null, title, reason: 'unknown' });
  });
});

describe('a hostile conversation', () => {
  it('changes no prototype with its keys, and loses nothing else', () => {
    const text = chatgpt(`{"__proto__":${said('first')},"a":${said('second', '"parent":"__proto__","children":[]')}}`);
    expect(messagesOf(text).map(({ text }) => text)).toContain('second');
    expect(({} as { message?: unknown }).message).toBeUndefined();
  });

  it('loses its control characters and lone surrogates, not its lines', () => {
    const text = chatgpt(`{"a":${said('a\u0000b\u001b[31m\r\nc\td\ud800')}}`);
    expect(messagesOf(text)[0]?.text).toBe('ab[31m\nc\td\ufffd');
  });

  it('has its title in one line of bounded length', () => {
    const reading = read({ ...JSON.parse(chatgpt(`{"a":${said('x')}}`)), title: ` a\n\u0000b ${'x'.repeat(5_000)}` });
    if (reading.kind !== 'read') throw new Error('skipped');
    expect(reading.conversation.title).toMatch(/^a b x+$/);
    expect(reading.conversation.title).toHaveLength(200);
  });

  it.each([-5, 1e300, 'soon', null, 0])('with the time %j has one of this century', (time) => {
    const value = { ...JSON.parse(chatgpt(`{"a":${said('x')}}`)), create_time: time };
    expect(messagesOf(value)[0]?.at).toBe(NOW);
  });

  it('is left out whole when a message is too long, or there are too many in one place or in all', () => {
    expect(read(chatgpt(`{"a":${said('x'.repeat(5_000_000))}}`))).toMatchObject({ kind: 'skipped', reason: 'tooLong' });
    const many = (n: number) => Array.from({ length: n }, (_, index) => `"${index}":${said('x')}`).join(',');
    expect(read(chatgpt(`{${many(501)}}`))).toMatchObject({ kind: 'skipped', reason: 'tooLarge' });
    expect(read(chatgpt(`{${many(20_001)}}`))).toMatchObject({ kind: 'skipped', reason: 'tooLarge' });
  });

  it('with one message nobody can read keeps all others', () => {
    const text = chatgpt(`{"bad":{"message":{"author":7}},"worse":5,"a":${said('kept')}}`);
    expect(messagesOf(text).map(({ text }) => text)).toEqual(['kept']);
  });
});
