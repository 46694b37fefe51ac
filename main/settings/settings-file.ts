import { z } from 'zod';
import type { SettingChange, Settings, SettingsPatch, Source } from '../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { sourceSchema } from '../sources/stored-source.ts';
import { currentVersion, type Migration, migrate, migrations } from './migrations.ts';
import { DEFAULT_SETTINGS, parsePatch } from './schema.ts';

const FORMAT = 'halext-companion-settings';

/** Where a setting may go. `machine`: to another computer only when asked for. `here`: nowhere. */
type Place = 'anywhere' | 'machine' | 'here';

const PLACES: Readonly<Record<keyof Settings, Place>> = {
  theme: 'anywhere',
  language: 'anywhere',
  fontScale: 'anywhere',
  // Fits one screen and not the next.
  zoom: 'machine',
  reducedMotion: 'anywhere',
  hotkey: 'machine',
  openAtLogin: 'machine',
  closeToTray: 'anywhere',
  quick: 'anywhere',
  answers: 'anywhere',
  // Sends every message to a server: it is asked about where the number of messages is in view.
  meaning: 'here',
  notifications: 'anywhere',
  runs: 'anywhere',
  quietHours: 'anywhere',
  // An answer to a question about one account.
  openWebuiProvisioning: 'here',
  network: 'machine',
  updates: 'machine',
  // What this person has read on this computer.
  seen: 'here',
};

/** A row of the local database: another one elsewhere. */
const ROW = 'quick.conversationId';

/** Names that are shown, and their lengths: a file may hold anything. */
const MOST_STRANGE = 50;
const LONGEST_NAME = 100;

export interface ReadSettingsFile {
  /** Each group of settings is whole: what the file leaves out is as it was. */
  readonly anywhere: SettingsPatch;
  readonly machine: SettingsPatch;
  readonly sources: readonly Source[];
  readonly notUnderstood: readonly string[];
  readonly newer: boolean;
}

/** The text of an export: no secret is in it, and nothing of the demo workspace. */
export function writeSettingsFile(settings: Settings, sources: readonly Source[]): string {
  const { conversationId: _, ...quick } = settings.quick;
  const part = (place: Place) =>
    Object.fromEntries(Object.entries({ ...settings, quick }).filter(([name]) => placeOf(name) === place));
  const own = sources.filter((each) => !each.demo);
  const file = {
    format: FORMAT,
    version: currentVersion(),
    settings: part('anywhere'),
    machine: part('machine'),
    sources: own,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const record = z.record(z.string(), z.unknown());
const fileSchema = z.looseObject({
  format: z.literal(FORMAT),
  version: z.int().positive(),
  settings: record.catch({}),
  machine: record.catch({}),
  sources: z.array(z.unknown()).max(200).catch([]),
});

/**
 * Reads an export of this or an earlier version, setting by setting: what is not understood takes only itself away. Of a
 * later version it takes what it knows. Errors: `validation` with reason `notJson`, or `otherFile` for any other JSON.
 */
export function readSettingsFile(
  text: string,
  now: Settings,
  steps: readonly Migration[] = migrations,
): Result<ReadSettingsFile> {
  const json = parseJson(text);
  if (json === undefined) return refused('notJson');
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return refused('otherFile');
  const { format: _, version, settings, machine, sources, ...rest } = parsed.data;

  const strange = Object.keys(rest);
  const values = record.safeParse(migrate({ ...settings, ...machine, version }, steps)).data ?? {};
  const patches: Record<Place, Record<string, unknown>> = { anywhere: {}, machine: {}, here: {} };
  for (const [name, value] of Object.entries(values)) {
    if (name === 'version') continue;
    const place = placeOf(name);
    const read = place === null || place === 'here' ? { strange: [name] } : readSetting(name, value, now);
    if (place !== null && 'value' in read) patches[place][name] = read.value;
    strange.push(...read.strange);
  }
  const known = sources.flatMap((each, at) => {
    const { data } = sourceSchema.safeParse(each);
    if (!data) strange.push(`sources[${at}]`);
    return data ?? [];
  });
  return ok({
    anywhere: parsePatch(patches.anywhere) ?? {},
    machine: parsePatch(patches.machine) ?? {},
    sources: known,
    notUnderstood: strange.slice(0, MOST_STRANGE).map((name) => name.slice(0, LONGEST_NAME)),
    newer: version > currentVersion(steps),
  });
}

/** What the patch makes different, setting by setting. */
export function changesOf(now: Settings, patch: SettingsPatch, machine: boolean): readonly SettingChange[] {
  return Object.entries(patch).flatMap(([name, after]) => {
    const before = now[name as keyof Settings];
    if (!isGroup(name)) return change(name, before, after, machine);
    const group = before as unknown as Record<string, unknown>;
    return Object.entries(after as object).flatMap(([leaf, each]) =>
      change(`${name}.${leaf}`, group[leaf], each, machine),
    );
  });
}

function change(name: string, before: unknown, after: unknown, machine: boolean): readonly SettingChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const values = isPlain(before) && isPlain(after) ? { before, after } : null;
  return [{ name, machine, values }];
}

type ReadSetting = { readonly value?: unknown; readonly strange: readonly string[] };

function readSetting(name: string, value: unknown, now: Settings): ReadSetting {
  if (!isGroup(name)) return parsePatch({ [name]: value }) ? { value, strange: [] } : { strange: [name] };
  const leaves = record.safeParse(value);
  if (!leaves.success) return { strange: [name] };
  let group: object = now[name as keyof Settings] as object;
  const strange: string[] = [];
  for (const [leaf, each] of Object.entries(leaves.data)) {
    const next = { ...group, [leaf]: each };
    if (`${name}.${leaf}` !== ROW && parsePatch({ [name]: next })) group = next;
    else strange.push(`${name}.${leaf}`);
  }
  return { value: group, strange };
}

function placeOf(name: string): Place | null {
  return Object.hasOwn(PLACES, name) ? PLACES[name as keyof Settings] : null;
}

/** Whether a setting is several, each with a default of its own. */
function isGroup(name: string): boolean {
  const value: unknown = DEFAULT_SETTINGS[name as keyof Settings];
  return typeof value === 'object' && value !== null;
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(reason: 'notJson' | 'otherFile'): Result<never> {
  return fail(appError('validation', 'not a file of settings', { reason }));
}
