import { z } from 'zod';
import type { Source, SourceHeader } from '../../preload/contract.ts';
import { currentVersion, type Migration, migrate } from '../settings/migrations.ts';
import { isForwardedProps } from './forwarded-props.ts';
import { readHeaderName, readHeaderValue } from './header-text.ts';
import type { KeptModels } from './models.ts';

/** The step at index n leads from version n + 1 to n + 2. Never edit one that has been released: add the next. */
const steps: readonly Migration[] = [];

/** What is on disk. Nothing secret is ever here. */
export interface StoredSources {
  readonly sources: ReadonlyMap<string, Source>;
  /** The last list of each gateway that held something. */
  readonly models: ReadonlyMap<string, KeptModels>;
}

const base = {
  id: z.string().regex(/^(?!demo-)[\w-]{1,100}$/),
  name: z.string().min(1).max(2_000),
  address: z.string().max(2_000).refine(isHttpAddress),
  demo: z.literal(false).catch(false),
};
const modelId = z.string().min(1).max(300);

const header = z.object({
  name: z.string().refine((name) => readHeaderName(name) === name),
  value: z
    .string()
    .refine((value) => readHeaderValue(value) === value)
    .nullable(),
});

const sourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('gateway'),
    ...base,
    hasKey: z.boolean().catch(false),
    model: modelId.nullable().catch(null),
  }),
  z.object({
    kind: z.literal('agui'),
    ...base,
    headers: z.array(z.unknown()).transform(readHeaders).catch([]),
    protocol: z.enum(['1.0', 'legacy']).catch('1.0'),
    forwardedProps: z.string().max(100_000).refine(isForwardedProps).catch(''),
    openWebuiPreset: z.boolean().catch(false),
    idleSeconds: z.int().min(5).max(86_400).catch(120),
    tools: z
      .object({ openUrl: z.boolean().catch(false), copyToClipboard: z.boolean().catch(false) })
      .catch({ openUrl: false, copyToClipboard: false }),
  }),
]) satisfies z.ZodType<Source>;

const keptModels = z.object({ models: z.array(modelId).min(1).max(10_000), fetchedAt: z.number() });

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

function readHeaders(list: readonly unknown[]): readonly SourceHeader[] {
  const headers = new Map<string, SourceHeader>();
  for (const each of list) {
    const { data } = header.safeParse(each);
    const key = data?.name.toLowerCase() ?? '';
    if (data && !headers.has(key)) headers.set(key, data);
  }
  return [...headers.values()];
}

function isHttpAddress(address: string): boolean {
  const url = URL.parse(address);
  return (url?.protocol === 'http:' || url?.protocol === 'https:') && url.username === '' && url.password === '';
}
