import type { AnswerSourceKind } from '../../preload/contract.ts';
import { MISTRAL, OPENAI } from './connector/dialects.ts';
import { connector } from './connector/index.ts';
import type { ChatSourceKind } from './kind.ts';
import { openWebui } from './open-webui/index.ts';
import { openAiCompatible } from './openai-compatible/index.ts';

/** Every kind of source that answers over HTTP by itself. A new one is a folder and a line here. */
export const CHAT_SOURCE_KINDS = {
  'openai-compatible': openAiCompatible,
  'open-webui': openWebui,
  'openai-connector': connector(OPENAI),
  'mistral-connector': connector(MISTRAL),
} satisfies Record<AnswerSourceKind, ChatSourceKind>;

export type ChatSourceKindName = keyof typeof CHAT_SOURCE_KINDS;

export const CHAT_SOURCE_KIND_NAMES = Object.keys(CHAT_SOURCE_KINDS) as readonly ChatSourceKindName[];
