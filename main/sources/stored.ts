import { z } from 'zod';
import type { Source } from '../../preload/contract.ts';
import { currentVersion, type Migration, migrate } from '../settings/migrations.ts';
import type { KeptModels } from './models.ts';
import { modelId, sourceSchema } from './stored-source.ts';

/** The step at index n leads from version n + 1 to n + 2. Never edit one that has been released: add the next. */
const steps: readonly Migration[] = [];

/** What is on disk. Nothing secret is ever here. */
export interface StoredSources {
  readonly sources: ReadonlyMap<string, Source>;
  /** The last list of each source that held something. */
  readonly models: ReadonlyMap<string, KeptModels>;
}

const detail = z.object({
  id: modelId,
  name: z.string().max(1_000),
  contextTokens: z.int().positive().nullable().catch(null),
  active: z.boolean().catch(true),
});
const keptModels = z.object({
  models: z.array(modelId).min(1).max(10_000),
  // Files of earlier versions hold names only.
  details: z.array(detail).max(10_000).catch([]),
  fetchedAt: z.number(),
});

const fileSchema = z.object({
  sources: z.array(z.unknown()).catch([]),
  models: z.record(z.string(), z.unknown()).catch({}),
});

/** Reads what was stored. Whatever is damaged takes only itself away. Never fails. */
export function parseStored(stored: unknown): StoredSources {
  const file = fileSchema.safeParse(migrate(stored, steps)).data ?? { sources: [], models: {} };
  const sources = new Map<string, Source>();
  for (const each of file.sources) {
    const { data } = sourceSchema.safeParse(each);
    if (data && !sources.has(data.id)) sources.set(data.id, data);
  }
  const models = new Map<string, KeptModels>();
  for (const [id, each] of Object.entries(file.models)) {
    const { data } = keptModels.safeParse(each);
    if (data && sources.has(id)) models.set(id, data);
  }
  return { sources, models };
}

/** What is written, so that `parseStored` gives it back. */
export function packStored({ sources, models }: StoredSources): unknown {
  return {
    version: currentVersion(steps),
    sources: [...sources.values()],
    models: Object.fromEntries([...models].filter(([id]) => sources.has(id))),
  };
}
