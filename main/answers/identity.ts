import type { SourceIdentity, SourceSettings } from './source.ts';

/** Who a source is, out of its settings: nothing secret. */
export function identityOf({ id, name, address }: SourceSettings, kind: string): SourceIdentity {
  return { id, kind, name, address };
}
