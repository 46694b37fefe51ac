/** Conversations out to files and in from files, with the database in its thread and files on the disk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentSchema } from '../../../main/exchange/document.ts';
import type { ImportReport, ImportState, Topics } from '../../../preload/contract.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';

let desk: Computer;
let folder: string;
let program: Program;
let told: ImportState[];
let onTold: (state: ImportState) => void;

beforeEach(async () => {
  desk = computer();
  folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  told = [];
  onTold = () => {};
  program = await desk.start(undefined, {
    emit(topic, event) {
      if (topic !== 'importing') return;
      const state = event as Topics['importing'];
      told.push(state);
      onTold(state);
    },
  });
  await program.ask('session.goLocal', null);
});
afterEach(async () => {
  await desk.remove();
  rmSync(folder, { recursive: true, force: true });
});

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/exchange/${name}.json`, import.meta.url));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Chooses a file and waits for the report; `at` hears every step on the way. */
async function bringIn(path: string, at: (state: ImportState) => void = () => {}): Promise<ImportReport> {
  const { promise, resolve } = Promise.withResolvers<ImportReport>();
  onTold = (state) => {
    at(state);
    if (state.kind === 'finished') resolve(state.report);
  };
  program.choices.push(path);
  expect(await program.ask('exchange.import', null)).toEqual({ started: true });
  return promise;
}

async function conversations() {
  return (await program.ask('conversations.list', null)).conversations;
}

async function open(title: string) {
  const found = (await conversations()).find((each) => each.title === title);
  if (!found) throw new Error(`no conversation ${title}`);
  return program.ask('messages.open', { conversationId: found.id, around: null, limit: 200 });
}

function chatgpt(id: string, texts: readonly string[] = [`What about ${id}?`]) {
  const mapping = texts.map((text, index) => [
    `n${index}`,
    {
      parent: index === 0 ? null : `n${index - 1}`,
      children: [],
      message: {
        author: { role: index % 2 === 0 ? 'user' : 'assistant' },
        content: { content_type: 'text', parts: [text] },
        create_time: 1_700_000_000 + index,
      },
    },
  ]);
  return { title: id, conversation_id: id, create_time: 1_700_000_000, mapping: Object.fromEntries(mapping) };
}

describe('a file of ChatGPT', () => {
  it('becomes conversations kept here, once', async () => {
    const counts = { format: 'chatgpt', conversations: 2, messages: 7, known: 0, skipped: 1 };
    const named = [{ title: 'Only a picture was made', reason: 'empty' }];
    const end = { kind: 'complete' };
    expect(await bringIn(fixture('chatgpt'))).toEqual({ fileName: 'chatgpt.json', end, named, ...counts });

    const page = await open('Les marées de Saint-Malo');
    expect(page.messages.map(({ content }) => content)).toEqual([
      'Quelle est l’amplitude des marées à Saint-Malo ?',
      'Jusqu’à treize mètres aux grandes marées.',
      '[image]\n\nEt sur cette carte ?',
      '```\nprint(13)\n```\n\nLa carte dit la même chose.',
    ]);
    const answer = page.messages[1]?.local;
    expect(answer?.siblings).toHaveLength(2);
    expect(answer?.answer).toMatchObject({ sourceName: 'ChatGPT', demo: false, state: { kind: 'complete' } });
    const list = await conversations();
    expect(list.map(({ title, unread, lastAt }) => [title, unread, lastAt])).toEqual([
      ['', 0, 1_714_560_402_000],
      ['Les marées de Saint-Malo', 0, 1_714_550_422_000],
    ]);

    const again = await bringIn(fixture('chatgpt'));
    expect(again).toMatchObject({ conversations: 0, messages: 0, known: 2, skipped: 1 });
    expect(await conversations()).toHaveLength(2);
  });

  it('shows its other branch, is found, and comes back after it was deleted', async () => {
    await bringIn(fixture('chatgpt'));
    const page = await open('Les marées de Saint-Malo');
    const [other] = page.messages[1]?.local?.siblings ?? [];
    await program.ask('local.choose', { messageId: other ?? 0 });
    const shown = await open('Les marées de Saint-Malo');
    expect(shown.messages.map(({ content }) => content)).toEqual([
      'Quelle est l’amplitude des marées à Saint-Malo ?',
      'Environ douze mètres.',
    ]);
    const query = { text: 'cormorants', conversationId: null, order: 'newest', next: null } as const;
    await vi.waitFor(async () => expect((await program.ask('search.query', query)).hits).toHaveLength(1));
    await program.ask('conversations.delete', { id: page.conversationId });
    expect(await bringIn(fixture('chatgpt'))).toMatchObject({ conversations: 1, known: 1 });
  });
});

it('brings in what Open WebUI exported, one chat of it as a list', async () => {
  expect(await bringIn(fixture('open-webui'))).toMatchObject({ format: 'open-webui', conversations: 2, messages: 7 });
  const { messages } = await open('Créac’h');
  expect(messages.at(-1)?.local?.answer?.state).toEqual({ kind: 'incomplete', why: 'closed', error: null });
});

describe('a file that is not what it should be', () => {
  it.each([
    ['page.json', '<!doctype html><title>Sign in</title>', 'notJson'],
    ['empty.json', '', 'notJson'],
  ])('%s brings nothing in and says why', async (name, text, reason) => {
    const report = await bringIn(file(name, text));
    expect(report).toMatchObject({ end: { kind: 'failed', error: { reason } }, conversations: 0, skipped: 0 });
    expect(await conversations()).toEqual([]);
  });

  it('an archive without conversations is an error of the command', async () => {
    program.choices.push(file('export.zip', 'PK\u0003\u0004…'));
    await expect(program.ask('exchange.import', null)).rejects.toThrow('validation archive');
    expect(await program.ask('exchange.get', null)).toEqual({ kind: 'idle' });
  });

  it('that is not there is an error of the command', async () => {
    program.choices.push(join(folder, 'gone.json'));
    await expect(program.ask('exchange.import', null)).rejects.toThrow('storage unreadable');
    expect(await program.ask('exchange.get', null)).toEqual({ kind: 'idle' });
  });

  it('that ends in the middle keeps what was whole, and nothing of what was not', async () => {
    const text = JSON.stringify([chatgpt('one'), chatgpt('two'), chatgpt('three')]);
    const report = await bringIn(file('half.json', text.slice(0, -80)));
    expect(report).toMatchObject({ end: { kind: 'failed', error: { reason: 'cutOff' } }, conversations: 2 });
    expect((await conversations()).map(({ title }) => title).sort()).toEqual(['one', 'two']);
  });

  it('names the first fifty it leaves out, and takes the rest', async () => {
    const strange = Array.from({ length: 60 }, (_, index) => ({ title: `strange ${index}` }));
    const long = chatgpt('long', ['x'.repeat(5_000_000)]);
    const report = await bringIn(file('mixed.json', JSON.stringify([...strange, long, chatgpt('good')])));
    expect(report).toMatchObject({ conversations: 1, messages: 1, skipped: 61 });
    expect(report.named).toHaveLength(50);
    expect(report.named[0]).toEqual({ title: 'strange 0', reason: 'unknown' });
  });
});

describe('ten thousand conversations', () => {
  const text = JSON.stringify(Array.from({ length: 10_000 }, (_, index) => chatgpt(`c${index}`)));

  it('come in, with progress', async () => {
    const report = await bringIn(file('many.json', text));
    expect(report).toMatchObject({ end: { kind: 'complete' }, conversations: 10_000, messages: 10_000, skipped: 0 });
    expect(await conversations()).toHaveLength(10_000);
    const steps = told.flatMap((state) => (state.kind === 'reading' ? [state.conversations] : []));
    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  }, 60_000);

  it('stop when told to; what came stays, and the rest comes with the next reading', async () => {
    const path = file('many.json', text);
    let asked = false;
    const first = await bringIn(path, (state) => {
      if (asked || state.kind !== 'reading' || state.conversations === 0) return;
      asked = true;
      void program.ask('exchange.cancel', null);
    });
    expect(first.end).toEqual({ kind: 'cancelled' });
    expect(first.conversations).toBeLessThan(10_000);
    expect(await conversations()).toHaveLength(first.conversations);
    const second = await bringIn(path);
    expect(second).toMatchObject({ known: first.conversations, conversations: 10_000 - first.conversations });
  }, 60_000);
});

it('keeps its report until it is dismissed, and reads one file at a time', async () => {
  program.choices.push(file('a.json', JSON.stringify([chatgpt('a')])));
  const both = [program.ask('exchange.import', null), program.ask('exchange.import', null)];
  const [, second] = await Promise.allSettled(both);
  expect(second).toMatchObject({ status: 'rejected', reason: { message: 'exchange.import: validation importing' } });
  await vi.waitFor(async () => expect((await program.ask('exchange.get', null)).kind).toBe('finished'));
  await program.ask('exchange.dismiss', null);
  expect(await program.ask('exchange.get', null)).toEqual({ kind: 'idle' });
  expect(await program.ask('exchange.import', null)).toEqual({ started: false });
});

describe('a conversation written to a file', () => {
  it('is whole however long it is, and the same after it came back', async () => {
    const texts = Array.from({ length: 450 }, (_, index) => `Message number ${index}.`);
    await bringIn(file('long.json', JSON.stringify([chatgpt('Long', texts)])));
    const { conversationId } = await open('Long');
    expect(await program.ask('exchange.export', { conversationId, format: 'markdown' })).toEqual({ saved: true });
    await program.ask('exchange.export', { conversationId, format: 'json' });
    const [markdown, json] = program.saved;
    expect(markdown?.name).toBe('Long.md');
    expect(markdown?.text.split('\n').filter((line) => line.startsWith('> '))).toEqual(
      texts.map((each) => `> ${each}`),
    );
    expect(json?.name).toBe('Long.json');

    const read = (text: string | undefined) => documentSchema.parse(JSON.parse(text ?? '')).conversation;
    expect(read(json?.text).messages).toHaveLength(450);
    await program.ask('conversations.delete', { id: conversationId });
    expect(await bringIn(file('own.json', json?.text ?? ''))).toMatchObject({ format: 'halext', messages: 450 });
    const back = await open('Long');
    await program.ask('exchange.export', { conversationId: back.conversationId, format: 'json' });
    const plain = (text: string | undefined) =>
      read(text).messages.map(({ id: _id, parent: _parent, ...message }) => message);
    expect(plain(program.saved[2]?.text)).toEqual(plain(json?.text));
  });

  it('keeps branches and the one that is shown through JSON', async () => {
    await bringIn(fixture('open-webui'));
    const { conversationId, messages } = await open('Créac’h');
    await program.ask('exchange.export', { conversationId, format: 'json' });
    await bringIn(file('own.json', program.saved[0]?.text ?? ''));
    const copies = (await conversations()).filter(({ title }) => title === 'Créac’h');
    expect(copies).toHaveLength(2);
    for (const { id } of copies) {
      const page = await program.ask('messages.open', { conversationId: id, around: null, limit: 200 });
      expect(page.messages.map(({ content }) => content)).toEqual(messages.map(({ content }) => content));
      expect(page.messages[1]?.local?.siblings).toHaveLength(2);
    }
  });

  it('of the server is written as far as it is here, and says that it is not all', async () => {
    await program.ask('session.openDemo', null);
    const held = async () => {
      const long = (await conversations()).find(({ gap, local }) => gap && !local);
      expect(long?.last).toBeTruthy();
      await program.ask('exchange.export', { conversationId: long?.id ?? 0, format: 'markdown' });
      const text = program.saved.at(-1)?.text ?? '';
      expect(text.match(/^## /gm)?.length).toBeGreaterThanOrEqual(200);
      return text;
    };
    const text = await vi.waitFor(held, { timeout: 20_000, interval: 200 });
    expect(text).toContain('* Kept by the Halext server');
    expect(text).toContain('* The server holds messages that were never on this computer.');
    expect(text).toMatch(/^\* People: .*You/m);
  }, 30_000);

  it('while an answer comes has what has come of it', async () => {
    await program.ask('session.openDemo', null);
    const sources = await vi.waitFor(
      async () => {
        const known = await program.ask('sources.list', null);
        expect(known.some(({ kind }) => kind === 'openai-compatible')).toBe(true);
        return known;
      },
      { timeout: 20_000 },
    );
    const sourceId = sources.find(({ kind }) => kind === 'openai-compatible')?.id ?? '';
    const { id } = await program.ask('local.create', { title: 'Slow', chain: [{ sourceId, model: null }] });
    await program.ask('messages.send', { conversationId: id, content: 'How are tides made?', modelId: null });
    const write = async () => {
      await program.ask('exchange.export', { conversationId: id, format: 'json' });
      const { messages } = documentSchema.parse(JSON.parse(program.saved.at(-1)?.text ?? '')).conversation;
      return messages[1];
    };
    const early = await vi.waitFor(
      async () => {
        const answer = await write();
        expect(answer?.text).toMatch(/./);
        return answer;
      },
      { timeout: 20_000, interval: 20 },
    );
    expect(early).toMatchObject({ author: 'ai', state: 'partial' });
    const late = await vi.waitFor(
      async () => {
        const answer = await write();
        expect(answer?.state).toBe('complete');
        return answer;
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(late?.text.startsWith(early?.text ?? '-')).toBe(true);
    expect(late?.text.length).toBeGreaterThan(early?.text.length ?? 0);
  }, 30_000);

  it('that is not there is not found', async () => {
    const request = { conversationId: 99, format: 'json' } as const;
    await expect(program.ask('exchange.export', request)).rejects.toThrow('notFound');
  });
});
