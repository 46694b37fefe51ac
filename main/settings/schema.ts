import { z } from 'zod';
import type { Settings, SettingsPatch } from '../../preload/contract.ts';

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  fontScale: 1,
  zoom: 1,
  reducedMotion: 'system',
  hotkey: 'Alt+Space',
  openAtLogin: false,
  closeToTray: true,
  quick: { target: 'lastUsed', conversationId: null, modelId: null, withAi: true, source: null },
  answers: { chain: [], cache: false, compare: [] },
  meaning: null,
  notifications: { answers: true, decisions: true, runs: true, waiting: true, services: true },
  runs: { keepDays: 90, sourceId: null },
  quietHours: null,
  openWebuiProvisioning: null,
  network: { proxy: { kind: 'system' }, proxyFor: [], metered: false },
  updates: { check: 'weekly' },
  seen: { firstSteps: false, version: null },
};

const target = z.strictObject({
  sourceId: z.string().min(1).max(100),
  model: z.string().min(1).max(300).nullable(),
});

const answers = {
  chain: z.array(target).max(8),
  cache: z.boolean(),
  compare: z.array(target).max(4),
};

const quick = {
  target: z.enum(['lastUsed', 'daily', 'chosen']),
  conversationId: z.int().positive().nullable(),
  modelId: z.string().min(1).max(500).nullable(),
  withAi: z.boolean(),
  source: target.nullable(),
};

const notifications = {
  answers: z.boolean(),
  decisions: z.boolean(),
  runs: z.boolean(),
  waiting: z.boolean(),
  services: z.boolean(),
};

const runs = {
  keepDays: z.int().min(1).max(3_650).nullable(),
  sourceId: z.string().min(1).max(100).nullable(),
};

const proxy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('address'), address: z.string().max(300).refine(isWebOrigin) }),
  z.strictObject({ kind: z.literal('pac'), address: z.string().max(2_000).refine(isWebAddress) }),
]);

const network = {
  proxy,
  proxyFor: z
    .array(z.strictObject({ origin: z.string().max(300).refine(isWebOrigin), proxy }))
    .max(50)
    .refine((list) => new Set(list.map(({ origin }) => origin)).size === list.length),
  metered: z.boolean(),
};

const updates = { check: z.enum(['weekly', 'asked']) };

const seen = { firstSteps: z.boolean(), version: z.string().min(1).max(100).nullable() };

const minute = z
  .int()
  .min(0)
  .max(24 * 60 - 1);

const fields = {
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'fr']),
  fontScale: z.number().min(0.9).max(1.3),
  zoom: z.number().min(0.5).max(2),
  reducedMotion: z.enum(['system', 'on']),
  hotkey: z.string().max(100),
  openAtLogin: z.boolean(),
  closeToTray: z.boolean(),
  quick: z.strictObject(quick),
  answers: z.strictObject(answers),
  meaning: target.nullable(),
  notifications: z.strictObject(notifications),
  runs: z.strictObject(runs),
  quietHours: z.strictObject({ from: minute, to: minute }).nullable(),
  openWebuiProvisioning: z.enum(['accepted', 'declined']).nullable(),
  network: z.strictObject(network),
  updates: z.strictObject(updates),
  seen: z.strictObject(seen),
};

/** What a window may ask to change: known fields only, each in its bounds. */
export const settingsPatch = z.strictObject(fields).partial();

/** An address on the web as `URL` writes it, without a name or a password: it would be on disk. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.password}` === '' && url.href === text;
}

/** `http://host:port` or `https://host:port` and no more: a password would be on disk. */
function isWebOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' && url.origin === text;
}

/**
 * Reads stored settings. Whatever is missing or wrong takes its default alone, one level deep; what is unknown is
 * dropped. Never fails.
 */
export function parseSettings(stored: unknown): Settings {
  const kept = asRecord(stored);
  return {
    ...readFields(fields, kept, DEFAULT_SETTINGS),
    quick: readFields(quick, asRecord(kept.quick), DEFAULT_SETTINGS.quick),
    answers: readFields(answers, asRecord(kept.answers), DEFAULT_SETTINGS.answers),
    notifications: readFields(notifications, asRecord(kept.notifications), DEFAULT_SETTINGS.notifications),
    runs: readFields(runs, asRecord(kept.runs), DEFAULT_SETTINGS.runs),
    network: readFields(network, asRecord(kept.network), DEFAULT_SETTINGS.network),
    updates: readFields(updates, asRecord(kept.updates), DEFAULT_SETTINGS.updates),
    seen: readFields(seen, asRecord(kept.seen), DEFAULT_SETTINGS.seen),
  };
}

/** Checks a change; `null` when a field is unknown or out of its bounds. */
export function parsePatch(wanted: unknown): SettingsPatch | null {
  const parsed = settingsPatch.safeParse(wanted);
  if (!parsed.success) return null;
  // Asking for "undefined" is asking for nothing.
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
}

function readFields<T extends object>(
  schemas: { [K in keyof T]-?: z.ZodType<T[K]> },
  stored: Readonly<Record<string, unknown>>,
  defaults: T,
): T {
  const read = { ...defaults };
  for (const key of Object.keys(schemas) as (keyof T & string)[]) {
    const parsed = schemas[key].safeParse(stored[key]);
    if (parsed.success) read[key] = parsed.data;
  }
  return read;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
