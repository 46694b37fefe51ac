import { type ZodType, z } from 'zod';
import type { CommandName, RequestOf } from '../../preload/contract.ts';
import { settingsPatch } from '../settings/schema.ts';

// Bounds are for abuse, not for taste: a sentence about what is too long comes from the topic itself.
const id = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const line = z.string().max(2_000);
const body = z.string().max(4_000_000);
const limit = z.number().int().min(1).max(200);
const modelId = z.string().min(1).max(300).nullable();
const nothing = z.null();

const navigation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), page: z.enum(['chat', 'settings']) }),
  z.strictObject({ kind: z.literal('conversation'), conversationId: id, messageId: id.nullable() }),
  z.strictObject({ kind: z.literal('newConversation') }),
  z.strictObject({ kind: z.literal('search') }),
  z.strictObject({ kind: z.literal('openWebui') }),
]);

/** The schema of every request a window may send. A command without a schema does not compile. */
export const requestSchemas = {
  'app.info': nothing,
  'app.quit': nothing,
  'app.ready': nothing,
  'app.showMain': navigation.nullable(),
  'app.copy': z.strictObject({ text: body }),
  'app.openLink': z.strictObject({ url: z.string().max(8_192) }),
  'app.loadImage': z.strictObject({ url: z.string().max(8_192) }),

  'notices.list': nothing,
  'notices.dismiss': z.strictObject({ id: line }),

  'session.get': nothing,
  'session.probe': z.strictObject({ address: line }),
  'session.signIn': z.strictObject({
    address: line,
    username: z.string().max(500),
    password: z.string().max(4_096),
    keep: z.boolean(),
  }),
  'session.signInWithToken': z.strictObject({ address: line, token: z.string().max(16_384) }),
  'session.openDemo': nothing,
  'session.switchTo': z.strictObject({ accountId: id }),
  'session.signOut': z.strictObject({ removeLocal: z.boolean() }),

  'conversations.list': nothing,
  'conversations.create': z.strictObject({
    title: line,
    withAi: z.boolean(),
    modelId,
    people: z.array(z.string().max(300)).max(200),
  }),
  'conversations.update': z.strictObject({
    id,
    title: line.optional(),
    modelId: z.string().min(1).max(300).optional(),
    withAi: z.boolean().optional(),
  }),
  'conversations.delete': z.strictObject({ id }),
  'conversations.hide': z.strictObject({ id, hidden: z.boolean() }),
  'conversations.read': z.strictObject({ id, upTo: id }),
  'conversations.draft': z.strictObject({ id }),
  'conversations.saveDraft': z.strictObject({ id, text: body }),

  'messages.open': z.strictObject({ conversationId: id, around: id.nullable(), limit }),
  'messages.older': z.strictObject({ conversationId: id, before: id, limit }),
  'messages.newer': z.strictObject({ conversationId: id, after: id, limit }),
  'messages.send': z.strictObject({ conversationId: id, content: body, modelId }),
  'messages.stopWaiting': z.strictObject({ id }),
  'messages.sendAgain': z.strictObject({ id }),
  'messages.discard': z.strictObject({ id }),
  'messages.takeBack': z.strictObject({ id }),

  'sync.get': nothing,
  'sync.now': nothing,
  'sync.networkBack': nothing,

  'search.query': z.strictObject({
    text: z.string().max(500),
    conversationId: id.nullable(),
    order: z.enum(['newest', 'relevance']),
    next: id.nullable(),
  }),
  'people.search': z.strictObject({ text: z.string().max(200) }),
  'models.list': z.strictObject({ refresh: z.boolean() }),

  'settings.get': nothing,
  'settings.set': settingsPatch,

  'openwebui.open': z.strictObject({ redirectTo: z.string().max(2_000).nullable() }),
  'openwebui.confirm': z.strictObject({ host: z.string().min(1).max(300) }),
  'openwebui.provision': nothing,

  'quick.target': nothing,
  'quick.ask': z.strictObject({ content: body, conversationId: id.nullable(), modelId }),
  'quick.clipboard': nothing,
  'quick.pin': z.strictObject({ pinned: z.boolean() }),
  'quick.hide': nothing,
} satisfies { [C in CommandName]: ZodType<Loose<RequestOf<C>>> };

/** zod writes an absent optional as `T | undefined`; the contract leaves the property out. */
type Loose<T> = T extends readonly (infer _)[] | null | string | number | boolean
  ? T
  : { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };
