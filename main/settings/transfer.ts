import type { Settings, SettingsImport, SettingsImported, SettingsPatch, Source } from '../../preload/contract.ts';
import { HALEXT_TARGET } from '../answers/desk.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { ChosenFile } from '../ports.ts';
import type { Sources } from '../sources/index.ts';
import { draftOf, hadSecrets, sameAmong, withIds } from './file-sources.ts';
import { DEFAULT_SETTINGS } from './schema.ts';
import type { SettingsStore } from './settings.ts';
import { changesOf, type ReadSettingsFile, readSettingsFile, writeSettingsFile } from './settings-file.ts';

/** Far more than any export. */
const LARGEST_FILE = 2_000_000;

export interface SettingsTransferDeps {
  readonly settings: SettingsStore;
  readonly sources: Pick<Sources, 'list' | 'get' | 'save'>;
  readonly saveFile: (name: string, text: string) => Promise<Result<{ saved: boolean }>>;
  /** Asks which file; `null` when the person changed their mind. */
  readonly chooseFile: () => Promise<Result<ChosenFile | null>>;
  /** The name proposed for an export, without its ending. */
  readonly fileName: () => string;
}

/** Settings that go to a file, come from one, or go back to how they were at first. */
export interface SettingsTransfer {
  /** Errors are those of saving a file. */
  export(): Promise<Result<{ saved: boolean }>>;
  /**
   * Reads a file the person chooses and says what it would change; nothing changes. `null`: they changed their mind.
   * Errors: `validation` with reason `notJson`, `otherFile` or `fileTooLarge`; `storage` when it cannot be read.
   */
  choose(): Promise<Result<SettingsImport | null>>;
  /**
   * Does what the file chosen last says: sources that are not here come without their secrets, and what belongs to the
   * other computer only with `machine`. Errors: `notFound`/`settingsFile` when there is none; those of `SettingsStore`.
   */
  import(wanted: { machine: boolean }): Promise<Result<SettingsImported>>;
  /** Back to the defaults: these settings, or all of them. Accounts, conversations and sources stay. */
  reset(names: readonly (keyof Settings)[] | null): Result<Settings>;
}

export function createSettingsTransfer(deps: SettingsTransferDeps): SettingsTransfer {
  const { settings, sources } = deps;
  let held: ReadSettingsFile | null = null;

  /** What an id of the file means here; `added`: what its sources are called now. */
  function idOf(added: ReadonlyMap<string, string>): (id: string) => string | null {
    return (id) => added.get(id) ?? (id === HALEXT_TARGET || sources.get(id) ? id : null);
  }
  function preview(fileName: string, file: ReadSettingsFile): SettingsImport {
    const here = sources.list();
    const ids = new Map(file.sources.map((each) => [each.id, sameAmong(here, each)?.id ?? each.id]));
    const now = settings.get();
    return {
      fileName,
      changes: [
        ...changesOf(now, withIds(file.anywhere, idOf(ids)), false),
        ...changesOf(now, withIds(file.machine, idOf(ids)), true),
      ],
      sources: file.sources.map((each) => ({
        name: each.name,
        kind: each.kind,
        address: each.address,
        known: sameAmong(here, each) !== null,
        secrets: hadSecrets(each),
      })),
      notUnderstood: file.notUnderstood,
      newer: file.newer,
    };
  }
  async function addSources(wanted: readonly Source[]) {
    const ids = new Map<string, string>();
    const failed: string[] = [];
    let added = 0;
    for (const each of wanted) {
      const same = sameAmong(sources.list(), each);
      const kept = same ? ok(same) : await sources.save(draftOf(each));
      if (kept.ok) ids.set(each.id, kept.value.id);
      else failed.push(each.name);
      if (kept.ok && !same) added++;
    }
    return { ids, added, failed };
  }

  return {
    export: () => deps.saveFile(`${deps.fileName()}.json`, writeSettingsFile(settings.get(), sources.list())),
    async choose() {
      held = null;
      const chosen = await deps.chooseFile();
      if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
      const text = await wholeText(chosen.value);
      if (!text.ok) return text;
      const file = readSettingsFile(text.value, settings.get());
      if (!file.ok) return file;
      held = file.value;
      return ok(preview(chosen.value.name, file.value));
    },
    async import({ machine }) {
      const file = held;
      if (!file) return fail(appError('notFound', 'no file of settings was chosen', { reason: 'settingsFile' }));
      held = null;
      const { ids, added, failed } = await addSources(file.sources);
      const patch: SettingsPatch = { ...file.anywhere, ...(machine ? file.machine : {}) };
      const changed = settings.set(withIds(patch, idOf(ids)));
      return changed.ok ? ok({ sourcesAdded: added, sourcesFailed: failed }) : changed;
    },
    reset(names) {
      const wanted = names ?? (Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]);
      return settings.set(Object.fromEntries(wanted.map((name) => [name, DEFAULT_SETTINGS[name]])));
    },
  };
}

async function wholeText(file: ChosenFile): Promise<Result<string>> {
  if (file.bytes > LARGEST_FILE) return tooLarge();
  let text = '';
  try {
    for await (const part of file.read()) {
      text += part;
      // It may have grown since.
      if (text.length > LARGEST_FILE) return tooLarge();
    }
    return ok(text);
  } catch {
    return fail(appError('storage', 'the file cannot be read', { reason: 'unreadable' }));
  }
}

function tooLarge(): Result<never> {
  return fail(appError('validation', 'too large for a file of settings', { reason: 'fileTooLarge' }));
}
