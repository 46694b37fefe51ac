import { z } from 'zod';

/** How a task of the gateway can end, other than with a result (gateway contract 5, 6 and 14). */
export const TASK_OUTCOMES = [
  // Error messages that come as results; the fourth and fifth are no answer at all.
  'apologyRouting',
  'apologySynthesis',
  'apologyProcessing',
  'apologyEmpty',
  'null',
  'blank',
  'failed',
  'failedEmpty',
  'revoked',
  'neverEnds',
  'hostileMarkdown',
  'imageLink',
  'imageData',
] as const;

const on = z.literal(true);
const ms = z.number().int().nonnegative();

/**
 * The failures of the agent gateway; section numbers are those of its contract. "Before" means that the request has no
 * effect, "stored" that the task is taken and will end.
 */
export const GATEWAY_SWITCHES = {
  /** How tasks taken from now on end; `hugeResult` is in megabytes. */
  taskOutcome: z.union([z.enum(TASK_OUTCOMES), z.object({ hugeResult: z.number().int().positive() })]),
  /** How long tasks taken from now on take, ms. */
  taskMs: ms,
  /** The key is not taken any more, by no route. */
  gateway401Midway: on,
  /** Models and submits: the limiter's page, with this text, e.g. `3 per 1 minute`; before. */
  gateway429: z.string(),
  /** The page of an unhandled error, as when Redis is down; before. */
  gatewayHtml500: on,
  /** Sockets are cut as soon as the request arrives; before. */
  gatewayRefused: on,
  /** All tasks read `in_progress`, as after a restart of Redis. */
  gatewayForgets: on,
  /** Stored, then 202 without an id. */
  submitWithoutId: on,
  /** The submit is read and never answered, before. */
  submitHangs: on,
  /** Stored, then the socket is cut. */
  submitStoredThenDropped: on,
  /** The submit answers at once with a completion, as an old gateway did. */
  legacyChoices: on,
  /** The submit names the task in `task_id`, as an old gateway did. */
  legacyTaskId: on,
  /** The status is 500 with `status: "failed"` in JSON, as an old gateway told a failure. */
  legacyFailed500: on,
  /** The status is never answered. */
  statusHangs: on,
  /** No models, as at a cold start; with `times`, they are there afterwards. */
  modelsEmpty: on,
} satisfies Record<string, z.ZodType>;
