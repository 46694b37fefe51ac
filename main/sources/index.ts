import type { Source, SourceDraft, SourceModels } from '../../preload/contract.ts';
import { appError, fail, type Result } from '../errors.ts';

/** What a request to a source carries. Main only: the headers hold its secrets. */
export interface SourceAccess {
  readonly source: Source;
  /** Authorisation and the person's own headers, ready to be sent. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The sources of agents that are set up on this computer, and those of the demo workspace while it runs. */
export interface Sources {
  list(): readonly Source[];
  get(id: string): Source | null;
  /** Errors: `notFound`/`source`; the keychain's when a secret is there but cannot be read. */
  access(id: string): Promise<Result<SourceAccess>>;
  /**
   * Errors: `validation` with reason `name`, `addressEmpty`, `addressInvalid`, `addressScheme`, `addressCredentials`,
   * `key`, `header`, `forwardedProps`; `notFound`/`source`; `storage`.
   */
  save(draft: SourceDraft): Promise<Result<Source>>;
  /** Forgets it and its secrets. */
  remove(id: string): Promise<Result<null>>;
  models(request: { id: string; refresh: boolean }): Promise<Result<SourceModels>>;
  /** The sources the demo workspace offers at the moment; an empty list takes them away. */
  setDemo(sources: readonly Source[]): void;
  /** Calls the listener after every change, with the id of what changed. */
  subscribe(listener: (id: string) => void): () => void;
}

export function createSources(): Sources {
  const unbuilt = async () => fail(appError('unknown', 'sources are being built'));
  return {
    list: () => [],
    get: () => null,
    access: unbuilt,
    save: unbuilt,
    remove: unbuilt,
    models: unbuilt,
    setDemo: () => {},
    subscribe: () => () => {},
  };
}
