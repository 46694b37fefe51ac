import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initials } from '../../../renderer/app/initials.ts';
import { actionOf, type KeyPress } from '../../../renderer/app/keys.ts';
import { Recent } from '../../../renderer/app/recent.ts';
import { linkPieces } from '../../../renderer/chat/links.ts';
import { isMock, isRerouted, providerOf, shortModel } from '../../../renderer/chat/models.ts';
import { joinPages } from '../../../renderer/chat/search-pages.ts';
import { localeOf } from '../../../renderer/chat/time.ts';

describe('model ids', () => {
  it.each([
    ['ollama:llama3.1:8b', 'ollama', 'llama3.1:8b'],
    ['openai:gpt-4o-mini', 'openai', 'gpt-4o-mini'],
    ['client:studio:mistral:7b', 'client', 'mistral:7b'],
    ['bare', '', 'bare'],
  ])('%s is %s and %s', (id, provider, model) => {
    expect(providerOf(id)).toBe(provider);
    expect(shortModel(id)).toBe(model);
  });

  it('tells a mock and a rerouted answer, and neither from what is unknown', () => {
    expect(isMock('mock:llama3.1')).toBe(true);
    expect(isMock(null)).toBe(false);
    expect(isRerouted('ollama:llama3.1:8b', 'openai:gpt-4o-mini')).toBe(true);
    expect(isRerouted('ollama:llama3.1:8b', 'Ollama:Llama3.1:8b')).toBe(false);
    expect(isRerouted('ollama:llama3.1:8b', 'mock:llama3.1')).toBe(false);
    expect(isRerouted(null, 'openai:gpt-4o-mini')).toBe(false);
  });
});

describe('addresses in a text', () => {
  const urls = (text: string) => linkPieces(text).flatMap((piece) => piece.url ?? []);

  it.each([
    ['see https://a.example/x?y=1.', ['https://a.example/x?y=1']],
    ['(https://a.example/x) and http://b.example!', ['https://a.example/x', 'http://b.example']],
    ['https://en.example/wiki/Pump_(disambiguation)', ['https://en.example/wiki/Pump_(disambiguation)']],
    ['javascript:alert(1) file:///etc/passwd', []],
    ['https://', []],
  ])('in %s', (text, expected) => {
    expect(urls(text)).toEqual(expected);
  });

  it('leave the text as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant('https://a.example/b).'))), (parts) => {
        const text = parts.join(' ');
        expect(
          linkPieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  });

  it('takes ⌘ on macOS and Ctrl elsewhere', () => {
    expect(actionOf(press('k', { metaKey: true }), 'darwin')).toBe('palette');
    expect(actionOf(press('k', { ctrlKey: true }), 'darwin')).toBeNull();
    expect(actionOf(press('k', { ctrlKey: true }), 'linux')).toBe('palette');
    expect(actionOf(press('k', { metaKey: true }), 'win32')).toBeNull();
  });

  it('leaves AltGr combinations to the keyboard', () => {
    expect(actionOf(press('l', { ctrlKey: true, altKey: true }), 'win32')).toBeNull();
  });

  it('finds the digit by its place: with Shift it is another sign', () => {
    expect(actionOf(press('!', { code: 'Digit1', ctrlKey: true, shiftKey: true }), 'linux')).toBe('chats');
  });
});

describe('initials', () => {
  it.each([
    ['Camille Roux', 'CR'],
    ['jonas', 'JO'],
    ['inès le-gall', 'IG'],
    ['  ', '?'],
    ['李 小龙', '李小'],
  ])('of "%s" are %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe('the locale of dates', () => {
  it('follows the language of the window, with the habits of a system that speaks it', () => {
    expect(localeOf('en', 'en-US')).toBe('en-US');
    expect(localeOf('fr', 'fr-CA')).toBe('fr-CA');
    expect(localeOf('fr', 'en-US')).toBe('fr-FR');
    expect(localeOf('en', 'de-DE')).toBe('en-GB');
  });
});

describe('changes that overtake a reply', () => {
  const apply = (state: { n: number }, change: number) => {
    if (change <= state.n) return state;
    return change === state.n + 1 ? { n: change } : 'gap';
  };

  it('are applied to it, older ones left out', () => {
    const recent = new Recent<number>();
    for (const change of [3, 4, 5, 6]) recent.add(change);
    expect(recent.replay({ n: 4 }, apply)).toEqual({ n: 6 });
  });
});

describe('pages of search results', () => {
  const hit = (messageId: number) => ({
    messageId,
    conversationId: 1,
    conversationTitle: '',
    author: 'me' as const,
    authorName: null,
    createdAt: 0,
    excerpt: [],
    why: 'words' as const,
  });
  const page = (ids: number[], next: number | null) => ({
    query: 'q',
    hits: ids.map(hit),
    next,
    titles: [{ conversationId: 1, title: 'T' }],
    pendingIndex: 3,
  });

  it('follow each other without doubles; the titles stay', () => {
    const joined = joinPages(page([1, 2], 2), { ...page([2, 3], null), titles: [], pendingIndex: 0 });
    expect(joined.hits.map((each) => each.messageId)).toEqual([1, 2, 3]);
    expect(joined).toMatchObject({ next: null, pendingIndex: 0, titles: [{ title: 'T' }] });
  });
});
