import { z } from 'zod';

/** The ways in which an answer of an OpenAI-like server can come, other than as its documents say. */
export const CHAT_WAYS = [
  // Legal, or survivable
  'crlf',
  'cutCharacters',
  'hugeFrame',
  'foreignFrames',
  'badFrames',
  'reasoning',
  'reasoningShort',
  'toolCalls',
  'wholeJson',
  'empty',
  // Ends that are none
  'noDone',
  'drop',
  'silence',
  'errorFrame',
  // Failures of status 200
  'errorFirst',
  'errorJson',
  'html200',
] as const;

export type ChatWay = (typeof CHAT_WAYS)[number];

/** The shapes in which servers say what went wrong. */
export const REFUSAL_SHAPES = ['detail', 'detailList', 'error', 'errorText', 'html'] as const;

const on = z.literal(true);

/** The failures of the OpenAI-compatible server; those of its chat apply to Open WebUI's own interface too. */
export const OPENAI_SWITCHES = {
  /** How answers come. */
  chatWay: z.enum(CHAT_WAYS),
  /** Chats are refused with this status, in this shape. */
  chatRefuses: z.object({
    status: z.number().int().min(400).max(599),
    shape: z.enum(REFUSAL_SHAPES),
    words: z.string().optional(),
    retryAfterS: z.number().int().nonnegative().optional(),
  }),
  /** The question is read and never answered. */
  chatHangs: on,
  /** Between two words of a stream, ms, instead of the demo's usual pace. */
  chatPaceMs: z.number().int().nonnegative(),
  /** The list of models is a bare array, as of old. */
  modelsBare: on,
  /** The key is not taken any more. */
  answerKeyRefused: on,
  /** Embeddings that cannot be used, of this server and of both connectors. */
  embeddingsWrong: z.enum(['tooFew', 'lengths', 'dimensions']),
} satisfies Record<string, z.ZodType>;
