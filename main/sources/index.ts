import type { ModelDetail, Source, SourceDraft, SourceModels } from '../../preload/contract.ts';
import type { Keyring } from '../accounts/keyring.ts';
import type { Clock, NewId } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { type KeyValue, writeTo } from '../settings/settings.ts';
import { readAccess, type SourceAccess } from './access.ts';
import { checkDraft } from './draft.ts';
import { entriesOf } from './entries.ts';
import { createModelLists, type KeptModels, type ListedModels } from './models.ts';
import { packStored, parseStored } from './stored.ts';

export type { SourceAccess } from './access.ts';
export type { ListedModels } from './models.ts';

/** The sources of agents and of answers that are set up on this computer, and those of the demo workspace while it runs. */
export interface Sources {
  /** Those of the demo workspace first: who explores it must not meet a real agent by accident. */
  list(): readonly Source[];
  get(id: string): Source | null;
  /**
   * Errors: `notFound`/`source`; the keychain's when a secret is there but cannot be read, `keychain`/`missing` when it
   * should be there and is not: it was kept without a keychain, for an earlier run, or removed by somebody else.
   */
  access(id: string): Promise<Result<SourceAccess>>;
  /**
   * Checks, normalises and keeps a source. When its address comes to lead to another server (scheme, host or port), its
   * secrets are forgotten unless they are given again: they were meant for the other one.
   *
   * Errors: `validation` with reason `name`, `addressEmpty`, `addressInvalid`, `addressScheme`, `addressCredentials`,
   * `key`, `header`, `forwardedProps`, or the name of a parameter of answers that is out of its range; `notFound`/`source`; `storage`: it holds for this run, but is not on disk.
   */
  save(draft: SourceDraft): Promise<Result<Source>>;
  /** Forgets it and its secrets. It is gone even when an error says that disk or keychain would not let go of it. */
  remove(id: string): Promise<Result<null>>;
  /** Errors: `validation`/`noModels` for a source that has no list; those of `access`; those of the request. */
  models(request: { id: string; refresh: boolean }): Promise<Result<SourceModels>>;
  /** What the last list said of a model; `null` when there was none, or it said nothing. Asks nobody. */
  modelDetail(id: string, model: string): ModelDetail | null;
  /** The sources the demo workspace offers at the moment and their keys by id; an empty list takes them away. */
  setDemo(sources: readonly Source[], keys: ReadonlyMap<string, Secret>): void;
  /** Calls the listener after every change, with the id of what changed. */
  subscribe(listener: (id: string) => void): () => void;
}

export interface SourcesDeps {
  /** Where everything but the secrets is kept. */
  readonly backend: KeyValue;
  readonly keyring: Keyring;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: NewId;
  /** What goes over the connection costs; left out, it does not. */
  readonly metered?: () => boolean;
  /** Asks a source which models it has. */
  readonly askModels: (access: SourceAccess) => Promise<Result<ListedModels>>;
}

export function createSources({ backend, keyring, clock, newId, metered, askModels }: SourcesDeps): Sources {
  const stored = parseStored(backend.read());
  const own = new Map(stored.sources);
  const models = new Map<string, KeptModels>(stored.models);
  const listeners = new Set<(id: string) => void>();
  let demo: Demo = NO_DEMO;
  let last: Promise<unknown> = Promise.resolve();

  const get = (id: string): Source | null => demo.sources.get(id) ?? own.get(id) ?? null;
  const write = () => writeTo(backend, packStored({ sources: own, models }));

  function changed(id: string): void {
    for (const listener of listeners) listener(id);
  }
  /** Nobody may read a secret between the address it was for and the next one. */
  function inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  }

  async function access(id: string): Promise<Result<SourceAccess>> {
    const source = get(id);
    return source ? readAccess(source, keyring, (each) => demo.keys.get(each) ?? null) : fail(noSource());
  }

  /**
   * The order keeps a program that is killed in between from ever pairing a secret with an address it was not given for:
   * old secrets go first, then the address changes, then the new secrets come.
   */
  async function save(draft: SourceDraft): Promise<Result<Source>> {
    const before = draft.id === null ? null : (own.get(draft.id) ?? null);
    if (draft.id !== null && before?.kind !== draft.kind) return fail(noSource());
    const checked = checkDraft(draft, before?.id ?? newId(), before);
    if (!checked.ok) return checked;

    const { source, forget, secrets, moved } = checked.value;
    for (const entry of forget) await keyring.forget(entry);
    own.set(source.id, source);
    if (moved) models.delete(source.id);
    lists.reset(source.id);
    const written = write();
    for (const [entry, secret] of secrets) await keyring.write(entry, secret);
    changed(source.id);
    return written.ok ? ok(source) : written;
  }

  async function remove(id: string): Promise<Result<null>> {
    const source = own.get(id);
    if (!source) return fail(noSource());
    const results: Result<null>[] = [];
    for (const entry of entriesOf(source)) results.push(await keyring.forget(entry));
    own.delete(id);
    models.delete(id);
    lists.reset(id);
    results.push(write());
    changed(id);
    return results.find((result) => !result.ok) ?? ok(null);
  }

  const lists = createModelLists({
    clock,
    metered: metered ?? (() => false),
    ask: async (id) => {
      const found = await inTurn(() => access(id));
      return found.ok ? askModels(found.value) : found;
    },
    kept: (id) => models.get(id) ?? null,
    keep(id, list) {
      models.set(id, list);
      // A disk that refuses costs a question at the next start.
      if (own.has(id)) write();
    },
  });

  return {
    list: () => [...demo.sources.values(), ...own.values()],
    get,
    access: (id) => inTurn(() => access(id)),
    save: (draft) => inTurn(() => save(draft)),
    remove: (id) => inTurn(() => remove(id)),
    async models({ id, refresh }) {
      const source = get(id);
      if (!source) return fail(noSource());
      if (source.kind !== 'agui') return lists.get({ id, refresh });
      return fail(appError('validation', 'this source has no list of models', { reason: 'noModels' }));
    },
    modelDetail: (id, model) => models.get(id)?.details.find((each) => each.id === model) ?? null,
    setDemo(sources, keys) {
      const before = demo.sources;
      demo = { sources: new Map(sources.map((each) => [each.id, each])), keys };
      for (const id of new Set([...before.keys(), ...demo.sources.keys()])) {
        if (JSON.stringify(before.get(id)) === JSON.stringify(demo.sources.get(id))) continue;
        models.delete(id);
        lists.reset(id);
        changed(id);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface Demo {
  readonly sources: ReadonlyMap<string, Source>;
  readonly keys: ReadonlyMap<string, Secret>;
}

const NO_DEMO: Demo = { sources: new Map(), keys: new Map() };

function noSource(): AppError {
  return appError('notFound', 'no such source', { reason: 'source' });
}
