import { z } from 'zod';
import type {
  RemoteAnswer,
  RemoteConversation,
  RemoteHealth,
  RemoteMessage,
  RemoteModel,
  RemotePerson,
  RemoteUser,
  RemoteVersion,
} from './api.ts';
import { parseServerTime } from './dates.ts';

/**
 * The server's JSON in, our words out. Unknown fields are dropped, and a field the app can do without never costs the
 * row: only ids, times, texts and what a decision hangs on are required.
 */

/** A database key. Beyond 2^53 JavaScript would confuse two rows, so such an id is refused. */
const id = z.int().positive();

const time = z.string().transform((text, context) => {
  const at = parseServerTime(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

const optionalText = z.string().nullish().catch(null);
const flag = (fallback: boolean) =>
  z
    .boolean()
    .nullish()
    .catch(null)
    .transform((value) => value ?? fallback);

export const version = z
  .object({ version: z.string(), api_name: z.string() })
  .transform((row): RemoteVersion => ({ version: row.version, apiName: row.api_name }));

export const health = z
  .object({ status: z.enum(['healthy', 'degraded']).catch('degraded'), version: optionalText })
  .transform((row): RemoteHealth => ({ status: row.status, version: row.version ?? '' }));

export const token = z.object({ access_token: z.string().min(1) }).transform((row) => row.access_token);

const personFields = z.object({ username: z.string(), full_name: optionalText });

export const person = personFields.transform(
  (row): RemotePerson => ({ username: row.username, fullName: row.full_name ?? null }),
);

export const user = personFields.extend({ id, email: optionalText }).transform(
  (row): RemoteUser => ({
    id: row.id,
    username: row.username,
    fullName: row.full_name ?? null,
    email: row.email ?? '',
  }),
);

const participant = personFields
  .extend({ id })
  .transform((row) => ({ id: row.id, username: row.username, fullName: row.full_name ?? null }));

export const message = z
  .object({
    id,
    conversation_id: id,
    author_id: id.nullish().catch(null),
    author_type: optionalText,
    model_used: optionalText,
    content: z.string(),
    created_at: time,
  })
  .transform(
    (row): RemoteMessage => ({
      id: row.id,
      conversationId: row.conversation_id,
      authorId: row.author_id ?? null,
      ai: row.author_type === 'ai',
      modelUsed: row.model_used ?? null,
      content: row.content,
      createdAt: row.created_at,
    }),
  );

export const conversation = z
  .object({
    id,
    title: z.string().nullish(),
    mode: optionalText,
    with_ai: flag(true),
    default_model_id: optionalText,
    owner_id: id,
    created_at: time,
    updated_at: time.nullish().catch(null),
    participant_details: z.array(participant.nullable().catch(null)).nullish().catch(null),
    last_message: message.nullish().catch(null),
  })
  .transform(
    (row): RemoteConversation => ({
      id: row.id,
      title: row.title ?? '',
      mode: row.mode ?? 'solo',
      withAi: row.with_ai,
      defaultModelId: row.default_model_id ?? null,
      ownerId: row.owner_id,
      createdAt: row.created_at,
      updatedAt: row.updated_at ?? row.created_at,
      participants: (row.participant_details ?? []).filter((one) => one !== null),
      lastMessage: row.last_message ?? null,
    }),
  );

export const model = z
  .object({
    id: z.string().min(1),
    name: optionalText,
    provider: optionalText,
    description: optionalText,
    context_window: z.int().positive().nullish().catch(null),
  })
  .transform(
    (row): RemoteModel => ({
      id: row.id,
      name: row.name || row.id,
      provider: row.provider ?? '',
      description: row.description ?? null,
      contextWindow: row.context_window ?? null,
    }),
  );

/** The models are read one by one by the caller. */
export const answer = z
  .object({ response: z.string(), model: optionalText })
  .transform((row): RemoteAnswer => ({ text: row.response, model: row.model || null }));

export const models = z.object({ models: z.array(z.unknown()), default_model_id: optionalText });

export const openWebuiStatus = z
  .object({ enabled: flag(false), url: optionalText })
  .transform((row) => ({ enabled: row.enabled, url: row.url ?? null }));

export const openWebuiSso = z.object({ sso_url: z.string().min(1) }).transform((row) => ({ ssoUrl: row.sso_url }));

export const openWebuiProvision = z
  .object({ success: z.boolean(), action: optionalText, message: optionalText, error: optionalText })
  .transform((row) => ({
    success: row.success,
    action: row.action ?? null,
    message: row.message ?? '',
    error: row.error ?? null,
  }));

export const anyList = z.array(z.unknown());
