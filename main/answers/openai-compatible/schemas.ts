import { z } from 'zod';
import { knownContext } from '../model-limits.ts';
import type { Finish, SourceModel, ToolCallPiece, Usage } from '../source.ts';

/** Longest id of a model, and longest name, that is believed. */
const LONGEST_WORD = 500;
const LONGEST_DESCRIPTION = 2_000;

const word = z.string().min(1).max(LONGEST_WORD);
const optionalWord = word.nullish().catch(null);
const count = z.int().nonnegative().nullish().catch(null);
const optionalText = z.string().nullish().catch(null);

// ------------------------------------------------------------------------------------------------------ answers

/** Some models give their words in parts; a part that is no text has nothing to show. */
const content = z
  .union([
    z.string(),
    z.array(
      z
        .object({ type: z.literal('text'), text: z.string() })
        .nullable()
        .catch(null),
    ),
  ])
  .nullish()
  .catch(null)
  .transform((value) => (Array.isArray(value) ? value.map((part) => part?.text ?? '').join('') : (value ?? '')));

const toolCall = z
  .object({
    index: z.int().nonnegative().catch(0),
    id: optionalWord,
    function: z.object({ name: optionalWord, arguments: optionalText }).catch({ name: null, arguments: null }),
  })
  .transform(
    ({ index, id, function: { name, arguments: args } }): ToolCallPiece => ({
      index,
      id: id ?? null,
      name: name ?? null,
      args: args ?? '',
    }),
  );

const toolCalls = z
  .array(toolCall.nullable().catch(null))
  .nullish()
  .catch(null)
  .transform((calls) => (calls ?? []).filter((call) => call !== null));

const FINISH: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'filtered',
  tool_calls: 'tools',
  function_call: 'tools',
};

const finish = optionalText.transform((reason) => FINISH[reason ?? ''] ?? null);

/** A whole message or a piece of one. `reasoning_content` and `reasoning` are two names of the same. */
const message = z
  .object({ content, reasoning_content: optionalText, reasoning: optionalText, tool_calls: toolCalls })
  .transform((said) => ({
    text: said.content,
    reasoning: said.reasoning_content ?? said.reasoning ?? '',
    toolCalls: said.tool_calls,
  }));

export type Said = z.output<typeof message>;

export const usage = z
  .object({ prompt_tokens: count, completion_tokens: count, total_tokens: count })
  .transform(
    (tokens): Usage => ({
      input: tokens.prompt_tokens ?? null,
      output: tokens.completion_tokens ?? null,
      total: tokens.total_tokens ?? null,
    }),
  )
  .nullish()
  .catch(null);

const about = { model: optionalWord, usage, error: z.unknown().optional(), detail: z.unknown().optional() };

/**
 * One frame of a stream. Everything is optional: frames with `sources`, `info` or `event` only are normal, and the last
 * one often holds nothing but `usage`.
 */
export const chunk = z.object({
  ...about,
  choices: z
    .array(
      z
        .object({ delta: message.nullish().catch(null), finish_reason: finish })
        .nullable()
        .catch(null),
    )
    .nullish()
    .catch(null),
});

/** A whole answer. */
export const completion = z.object({
  ...about,
  choices: z.tuple([z.object({ message, finish_reason: finish })], z.unknown()),
});

// ------------------------------------------------------------------------------------------------------ models

const switchedOn = z.object({ is_active: z.boolean().catch(true) }).catch({ is_active: true });

/** A row of the list. The size of the context goes by three names, none of them in the original interface. */
const modelRow = z
  .object({
    id: word,
    name: optionalWord,
    description: optionalText,
    owned_by: optionalWord,
    context_length: count,
    context_window: count,
    max_model_len: count,
    info: switchedOn,
    is_active: z.boolean().catch(true),
  })
  .transform(
    (row): SourceModel => ({
      id: row.id,
      name: row.name ?? row.id,
      description: row.description?.trim().slice(0, LONGEST_DESCRIPTION) || null,
      ownedBy: row.owned_by ?? null,
      contextTokens: row.context_length || row.context_window || row.max_model_len || knownContext(row.id),
      active: row.is_active && row.info.is_active,
    }),
  );

/** `{"data": […]}` or a bare array; each model once. Rows that cannot be read are left out. */
export const modelList = z
  .union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data)])
  .transform((rows) => {
    const models = rows.flatMap((row) => modelRow.safeParse(row).data ?? []);
    const seen = new Set<string>();
    return models.filter(({ id }) => !seen.has(id) && seen.add(id));
  });

// ------------------------------------------------------------------------------------------------------ embeddings

export const embeddingList = z.object({
  data: z.array(z.object({ embedding: z.array(z.number()), index: z.int().nonnegative().optional().catch(undefined) })),
  model: optionalWord,
  usage,
});
