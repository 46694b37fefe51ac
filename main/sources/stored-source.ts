import { z } from 'zod';
import type { AnswerParameters, Source, SourceHeader } from '../../preload/contract.ts';
import { fits, NO_PARAMETERS, type ParameterName } from '../answers/parameters.ts';
import { CHAT_SOURCE_KIND_NAMES } from '../answers/registry.ts';
import { leadsNearby } from './address.ts';
import { isForwardedProps } from './forwarded-props.ts';
import { readHeaderName, readHeaderValue } from './header-text.ts';

const base = {
  id: z.string().regex(/^(?!demo-)[\w-]{1,100}$/),
  name: z.string().min(1).max(2_000),
  address: z.string().max(2_000).refine(isHttpAddress),
  demo: z.literal(false).catch(false),
};
export const modelId = z.string().min(1).max(300);

const header = z.object({
  name: z.string().refine((name) => readHeaderName(name) === name),
  value: z
    .string()
    .refine((value) => readHeaderValue(value) === value)
    .nullable(),
});

const headers = z.array(z.unknown()).transform(readHeaders).catch([]);
const number = (name: ParameterName) =>
  z
    .number()
    .refine((value) => fits(name, value))
    .nullable()
    .catch(null);
const parameters = z.object({
  temperature: number('temperature'),
  maxTokens: number('maxTokens'),
  topP: number('topP'),
  frequencyPenalty: number('frequencyPenalty'),
  presencePenalty: number('presencePenalty'),
  safePrompt: z.boolean().nullable().catch(null),
}) satisfies z.ZodType<AnswerParameters>;
const seconds = z.number().min(1).max(86_400).catch(120);
const price = z.number().min(0).max(1e6);

const answers = z
  .object({
    kind: z.enum(CHAT_SOURCE_KIND_NAMES),
    ...base,
    hasKey: z.boolean().catch(false),
    headers,
    model: modelId.nullable().catch(null),
    system: z.string().max(100_000).catch(''),
    parameters: parameters.catch(NO_PARAMETERS),
    stream: z.boolean().catch(true),
    timeouts: z.object({ firstByte: seconds, betweenBytes: seconds }).catch({ firstByte: 120, betweenBytes: 120 }),
    prices: z
      .object({ input: price, output: price, currency: z.string().regex(/^[A-Z]{3}$/) })
      .nullable()
      .catch(null),
  })
  .transform((source) => ({ ...source, nearby: leadsNearby(source.address) }));

/** One source as it is on disk. A field that is damaged has its default; without address or name there is no source. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('gateway'),
    ...base,
    hasKey: z.boolean().catch(false),
    model: modelId.nullable().catch(null),
  }),
  z.object({
    kind: z.literal('agui'),
    ...base,
    headers,
    protocol: z.enum(['1.0', 'legacy']).catch('1.0'),
    forwardedProps: z.string().max(100_000).refine(isForwardedProps).catch(''),
    openWebuiPreset: z.boolean().catch(false),
    idleSeconds: z.int().min(5).max(86_400).catch(120),
    tools: z
      .object({ openUrl: z.boolean().catch(false), copyToClipboard: z.boolean().catch(false) })
      .catch({ openUrl: false, copyToClipboard: false }),
  }),
  answers,
]) satisfies z.ZodType<Source>;

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
