import { expect, test } from 'vitest';
import { ok } from '../../../main/errors.ts';
import type { ChosenFile } from '../../../main/ports.ts';
import { DEFAULT_SETTINGS } from '../../../main/settings/schema.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import { createSettingsTransfer } from '../../../main/settings/transfer.ts';
import { NAMES_OF } from '../../../renderer/settings/transfer/names.ts';
import { aguiDraft, desk, disk, gatewayDraft, KEY, TOKEN } from '../sources/desk.ts';

/** A program with its settings and sources, and a person who chooses this file. */
function program() {
  const settings = createSettings(disk());
  const sources = desk().start();
  const saved: { name: string; text: string }[] = [];
  const chosen: { file: ChosenFile | null } = { file: null };
  const transfer = createSettingsTransfer({
    settings,
    sources,
    saveFile: async (name, text) => {
      saved.push({ name, text });
      return ok({ saved: true });
    },
    chooseFile: async () => ok(chosen.file),
    fileName: () => 'Settings',
  });
  const choose = (text: string) => {
    chosen.file = file(text);
    return transfer.choose();
  };
  return { settings, sources, saved, transfer, choose, chosen };
}

function file(text: string, bytes = text.length): ChosenFile {
  return {
    name: 'settings.json',
    bytes,
    async *read() {
      yield text.slice(0, 10);
      yield text.slice(10);
    },
  };
}

/** What a program with two sources exports. */
async function exported() {
  const from = program();
  const gateway = await from.sources.save(gatewayDraft());
  await from.sources.save(aguiDraft({ headers: [{ name: 'X-Token', value: TOKEN, secret: true }] }));
  if (!gateway.ok) throw new Error('the source was not kept');
  const chain = [{ sourceId: gateway.value.id, model: 'm' }];
  from.settings.set({ theme: 'dark', hotkey: 'Control+Alt+K', answers: { ...DEFAULT_SETTINGS.answers, chain } });
  await from.transfer.export();
  return from.saved[0] ?? { name: '', text: '' };
}

test('an export holds no secret', async () => {
  const { name, text } = await exported();
  expect(name).toBe('Settings.json');
  expect(text).toContain('https://gateway.example.org');
  expect(text).not.toContain(KEY);
  expect(text).not.toContain(TOKEN);
});

test('a file is told before anything changes, then done: sources without keys, targets with the ids of here', async () => {
  const { text } = await exported();
  const to = program();
  // Ids are made in order: that of the gateway would be taken here.
  await to.sources.save(gatewayDraft({ name: 'Another', address: 'https://other.example.org' }));
  const told = await to.choose(text);
  expect(told.ok && told.value).toMatchObject({
    fileName: 'settings.json',
    sources: [
      { name: 'Atelier', known: false, secrets: true },
      { name: 'Ledger', known: false, secrets: true },
    ],
    notUnderstood: [],
    newer: false,
  });
  expect(told.ok && told.value?.changes.map(({ name, machine }) => [name, machine])).toEqual([
    ['theme', false],
    ['answers.chain', false],
    ['hotkey', true],
  ]);
  expect(to.settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(to.sources.list()).toHaveLength(1);

  expect(await to.transfer.import({ machine: false })).toEqual(ok({ sourcesAdded: 2, sourcesFailed: [] }));
  const atelier = to.sources.list().find(({ name }) => name === 'Atelier');
  expect(atelier).toMatchObject({ hasKey: false });
  expect(to.settings.get()).toMatchObject({
    theme: 'dark',
    hotkey: DEFAULT_SETTINGS.hotkey,
    answers: { chain: [{ sourceId: atelier?.id, model: 'm' }] },
  });
  expect(await to.transfer.import({ machine: false })).toMatchObject({ ok: false, error: { reason: 'settingsFile' } });
});

test('what belongs to the other computer comes when asked for; a source that is here is not made twice', async () => {
  const { text } = await exported();
  const to = program();
  await to.sources.save(gatewayDraft({ name: 'My own name' }));
  const told = await to.choose(text);
  expect(told.ok && told.value?.sources.map(({ known }) => known)).toEqual([true, false]);
  expect(await to.transfer.import({ machine: true })).toEqual(ok({ sourcesAdded: 1, sourcesFailed: [] }));
  expect(to.settings.get().hotkey).toBe('Control+Alt+K');
  expect(to.sources.list().map(({ name }) => name)).toEqual(['My own name', 'Ledger']);
  expect(to.sources.list()[0]).toMatchObject({ hasKey: true });
});

test('a target nobody here knows is left out instead of asked', async () => {
  const to = program();
  const settings = {
    answers: {
      chain: [
        { sourceId: 'gone', model: null },
        { sourceId: 'halext', model: null },
      ],
    },
  };
  await to.choose(JSON.stringify({ format: 'halext-companion-settings', version: 1, settings }));
  await to.transfer.import({ machine: false });
  expect(to.settings.get().answers.chain).toEqual([{ sourceId: 'halext', model: null }]);
});

test('who changes their mind is told nothing; a file that is too large is not read to its end', async () => {
  const to = program();
  expect(await to.transfer.choose()).toEqual(ok(null));
  to.chosen.file = file('{}', 50_000_000);
  expect(await to.transfer.choose()).toMatchObject({ ok: false, error: { reason: 'fileTooLarge' } });
  to.chosen.file = file('x'.repeat(3_000_000), 10);
  expect(await to.transfer.choose()).toMatchObject({ ok: false, error: { reason: 'fileTooLarge' } });
  expect(await to.choose('{')).toMatchObject({ ok: false, error: { reason: 'notJson' } });
});

test('one section goes back to its defaults, or all of them; sources stay', async () => {
  const to = program();
  await to.sources.save(gatewayDraft());
  to.settings.set({ theme: 'dark', language: 'fr', hotkey: 'Control+Alt+K' });
  to.transfer.reset(NAMES_OF.appearance ?? []);
  expect(to.settings.get()).toEqual({ ...DEFAULT_SETTINGS, hotkey: 'Control+Alt+K' });
  to.transfer.reset(null);
  expect(to.settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(to.sources.list()).toHaveLength(1);
});

test('every setting belongs to exactly one section', () => {
  const names = Object.values(NAMES_OF).flat();
  expect([...names].sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
});
