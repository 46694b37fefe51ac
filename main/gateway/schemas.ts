import { z } from 'zod';

/** What the gateway says of a task. Anything but the first two and `failed` is kept as its words. */
export type TaskStatus =
  /** No news: it says the same of ids it has never heard of. */
  | { readonly kind: 'inProgress' }
  /** `null`: it ended without a text. */
  | { readonly kind: 'completed'; readonly text: string | null }
  /** The text of a Python exception, untrusted, may be empty. */
  | { readonly kind: 'failed'; readonly message: string }
  /** `state` is Celery's word, e.g. `REVOKED`, when there is one. */
  | { readonly kind: 'unknown'; readonly word: string; readonly state: string | null };

/** Longest id of a task or a model, and longest state word, that is believed. */
const LONGEST_WORD = 500;
/** A person reads the beginning of an exception; some quote the whole request. */
const LONGEST_FAILURE = 4_000;

const word = z.string().trim().min(1).max(LONGEST_WORD);
const optionalWord = word.optional().catch(undefined);
const optionalText = z.string().nullish().catch(null);

const modelRow = z.object({ id: word });

/** The ids of the models. Rows that cannot be read are left out: one broken backend does not hide the others. */
export const modelList = z
  .object({ data: z.array(z.unknown()) })
  .transform(({ data }) => [...new Set(data.flatMap((row) => modelRow.safeParse(row).data?.id ?? []))]);

/** The id of an accepted task, which older gateways call `task_id` (contract, 12). */
export const accepted = z.object({ id: optionalWord, task_id: optionalWord }).transform(({ id, task_id }, context) => {
  const taskId = id ?? task_id;
  if (taskId !== undefined) return taskId;
  context.addIssue({ code: 'custom', message: 'no task id' });
  return z.NEVER;
});

/** Whether an answer of status 200 is a whole completion and not a task: it has an `id` too. */
export const anyCompletion = z.object({ choices: z.array(z.unknown()) });

/** The text of a completion; `null` when it has none. */
export const completion = z
  .object({ choices: z.tuple([z.object({ message: z.object({ content: optionalText }) })], z.unknown()) })
  .transform(({ choices }) => choices[0].message.content ?? null);

/** Fields are read one by one: a strange `result` never hides that the task has ended. */
export const taskStatus = z
  .object({ status: word, state: word.nullish().catch(null), result: optionalText, error: optionalText })
  .transform(({ status, state, result, error }): TaskStatus => {
    switch (status) {
      case 'in_progress':
      // Celery's word for "never heard of it", as gateways before 30 July 2025 passed it on.
      case 'PENDING':
        return { kind: 'inProgress' };
      case 'completed':
        return { kind: 'completed', text: result ?? null };
      case 'failed':
        return { kind: 'failed', message: (error ?? '').slice(0, LONGEST_FAILURE) };
      default:
        return { kind: 'unknown', word: status, state: state ?? null };
    }
  });
