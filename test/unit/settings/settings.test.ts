import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../../main/settings/migrations.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../../main/settings/schema.ts';
import { createSettings, type KeyValue } from '../../../main/settings/settings.ts';

/** A file on a disk, which may be read-only. */
function disk(content?: unknown, readOnly = false): KeyValue & { content: unknown } {
  const file = {
    content,
    read: () => file.content,
    write(value: unknown) {
      if (readOnly) throw new Error('EROFS');
      file.content = JSON.parse(JSON.stringify(value));
    },
  };
  return file;
}

describe('reading', () => {
  test('a first start has the defaults', () => {
    expect(createSettings(disk()).get()).toEqual(DEFAULT_SETTINGS);
  });

  test('a bad field takes its default alone', () => {
    const settings = parseSettings({
      theme: 'dark',
      language: 'klingon',
      fontScale: 40,
      hotkey: 7,
      quick: { target: 'daily', conversationId: 'x', modelId: 'mock:mistral', withAi: 'yes' },
      notifications: null,
      later: true,
    });
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      quick: { target: 'daily', conversationId: null, modelId: 'mock:mistral', withAi: true, source: null },
    });
  });

  test('a proxy chosen before there were others for single servers stays, and a list with a secret in it goes', () => {
    const proxy = { kind: 'address', address: 'http://proxy.example:3128' } as const;
    const kept = { proxy, proxyFor: [], metered: false };
    expect(parseSettings({ network: { proxy } }).network).toEqual(kept);
    const own = { origin: 'https://own.example', proxy: { kind: 'none' } } as const;
    expect(parseSettings({ network: { proxy, proxyFor: [own] } }).network.proxyFor).toEqual([own]);
    for (const wrong of [
      [own, own],
      [{ ...own, origin: 'https://own.example/api' }],
      [{ ...own, proxy: { kind: 'address', address: 'http://me:secret@proxy.example:3128' } }],
    ]) {
      expect(parseSettings({ network: { proxy, proxyFor: wrong } }).network).toEqual(kept);
    }
  });

  test('a PAC file is taken by its whole address on the web, and never with a password in it', () => {
    const pac = (address: string) => parseSettings({ network: { proxy: { kind: 'pac', address } } }).network.proxy;
    const address = 'https://wpad.example:8443/a/proxy.pac?site=2';
    expect(pac(address)).toEqual({ kind: 'pac', address });
    for (const wrong of [
      'https://me:secret@wpad.example/proxy.pac',
      'https://me@wpad.example/proxy.pac',
      'file:///etc/proxy.pac',
      'data:,function',
      'wpad.example/proxy.pac',
      `https://wpad.example/${'x'.repeat(2_000)}`,
    ]) {
      expect(pac(wrong), wrong.slice(0, 60)).toEqual({ kind: 'system' });
    }
  });

  test('whatever is stored, what comes out is complete and within bounds', () => {
    const keys = Object.keys(DEFAULT_SETTINGS);
    const stored = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...keys), fc.anything()));
    fc.assert(
      fc.property(stored, (value) => {
        const settings = parseSettings(value);
        expect(Object.keys(settings).toSorted()).toEqual(keys.toSorted());
        expect(parseSettings(settings)).toEqual(settings);
        expect(settings.fontScale).toBeGreaterThanOrEqual(0.9);
        expect(settings.fontScale).toBeLessThanOrEqual(1.3);
      }),
    );
  });
});

describe('changing', () => {
  test('holds, is written, is told, and is there at the next start', () => {
    const file = disk();
    const settings = createSettings(file);
    const told: string[] = [];
    settings.subscribe((now) => told.push(now.theme));
    expect(settings.set({ theme: 'dark', fontScale: 1.2 })).toMatchObject({ ok: true, value: { theme: 'dark' } });
    expect(told).toEqual(['dark']);
    expect(createSettings(file).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', fontScale: 1.2 });
  });

  test.each([
    [{ theme: 'pink' }],
    [{ fontScale: 2 }],
    [{ fontScale: Number.NaN }],
    [{ unknown: 1 }],
    [{ quick: { target: 'daily' } }],
    [{ quick: { ...DEFAULT_SETTINGS.quick, token: 'x' } }],
    [null],
    ['theme'],
  ])('%o is refused whole', (patch) => {
    const file = disk();
    const settings = createSettings(file);
    expect(settings.set(patch)).toMatchObject({ ok: false, error: { kind: 'validation', reason: 'setting' } });
    expect(settings.get()).toEqual(DEFAULT_SETTINGS);
    expect(file.content).toBeUndefined();
  });

  test('asking for nothing changes nothing', () => {
    expect(createSettings(disk()).set({ theme: undefined })).toEqual({ ok: true, value: DEFAULT_SETTINGS });
  });

  test('on a read-only disk the change holds for this run, and that is told', () => {
    const settings = createSettings(disk(undefined, true));
    expect(settings.set({ theme: 'dark' })).toMatchObject({
      ok: false,
      error: { kind: 'storage', reason: 'notWritten' },
    });
    expect(settings.get().theme).toBe('dark');
  });
});

describe('versions', () => {
  const steps = [
    (stored: Readonly<Record<string, unknown>>) => ({ ...stored, theme: stored.dark === true ? 'dark' : 'light' }),
    (stored: Readonly<Record<string, unknown>>) => ({ ...stored, hotkey: `Ctrl+${stored.hotkey}` }),
  ];

  test.each([
    [
      { dark: true, hotkey: 'K' },
      { theme: 'dark', hotkey: 'Ctrl+K' },
    ],
    [
      { version: 1, dark: false, hotkey: 'K' },
      { theme: 'light', hotkey: 'Ctrl+K' },
    ],
    [
      { version: 2, theme: 'system', hotkey: 'K' },
      { theme: 'system', hotkey: 'Ctrl+K' },
    ],
    [
      { version: 3, theme: 'system', hotkey: 'K' },
      { theme: 'system', hotkey: 'K' },
    ],
    [
      { version: 9, theme: 'system', hotkey: 'K' },
      { theme: 'system', hotkey: 'K' },
    ],
    [
      { version: -4, dark: true, hotkey: 'K' },
      { theme: 'dark', hotkey: 'Ctrl+K' },
    ],
  ])('%o is brought up to date', (stored, expected) => {
    expect(migrate(stored, steps)).toMatchObject(expected);
  });

  test('what is no record is left to the reader', () => {
    expect(migrate('rubbish', steps)).toBe('rubbish');
  });
});
