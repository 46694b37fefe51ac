import { type ZodType, z } from 'zod';
import type { CommandName, RequestOf } from '../../preload/contract.ts';
import { fingerprint, secureOrigin } from '../http/trusted-certificates.ts';
import { settingsPatch } from '../settings/schema.ts';

// Bounds are for abuse, not for taste: a sentence about what is too long comes from the topic itself.
const id = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const line = z.string().max(2_000);
const body = z.string().max(4_000_000);
const limit = z.number().int().min(1).max(200);
const modelId = z.string().min(1).max(300).nullable();
const nothing = z.null();

const page = z.enum(['chat', 'runs', 'compare', 'health', 'settings']);
const navigation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), page }),
  z.strictObject({ kind: z.literal('conversation'), conversationId: id, messageId: id.nullable() }),
  z.strictObject({ kind: z.literal('newConversation') }),
  z.strictObject({ kind: z.literal('run'), runId: id }),
  z.strictObject({ kind: z.literal('newRun'), prompt: body, conversationId: id.nullable() }),
  z.strictObject({ kind: z.literal('compare'), prompt: body, conversationId: id.nullable() }),
  z.strictObject({ kind: z.literal('search') }),
  z.strictObject({ kind: z.literal('openWebui') }),
]);

const sourceId = z.string().min(1).max(100);
const sourceBase = { id: sourceId.nullable(), name: line, address: line };
const secret = z.string().max(16_384);
const headerDrafts = z
  .array(z.strictObject({ name: z.string().max(300), value: secret.nullable(), secret: z.boolean() }))
  .max(50);
const number = z.number().min(-1e9).max(1e9);
const seconds = z.number().min(1).max(86_400);
const sourceDraft = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('gateway'),
    ...sourceBase,
    key: secret.nullable().optional(),
    model: modelId,
  }),
  z.strictObject({
    kind: z.literal('agui'),
    ...sourceBase,
    headers: headerDrafts,
    protocol: z.enum(['1.0', 'legacy']),
    forwardedProps: z.string().max(100_000),
    openWebuiPreset: z.boolean(),
    idleSeconds: z.int().min(5).max(86_400),
    tools: z.strictObject({ openUrl: z.boolean(), copyToClipboard: z.boolean() }),
  }),
  z.strictObject({
    kind: z.enum(['openai-compatible', 'open-webui', 'openai-connector', 'mistral-connector']),
    ...sourceBase,
    key: secret.nullable().optional(),
    headers: headerDrafts,
    model: modelId,
    system: z.string().max(100_000),
    parameters: z.strictObject({
      temperature: number.nullable(),
      maxTokens: number.nullable(),
      topP: number.nullable(),
      frequencyPenalty: number.nullable(),
      presencePenalty: number.nullable(),
      safePrompt: z.boolean().nullable(),
    }),
    stream: z.boolean(),
    timeouts: z.strictObject({ firstByte: seconds, betweenBytes: seconds }),
    prices: z
      .strictObject({
        input: z.number().min(0).max(1e6),
        output: z.number().min(0).max(1e6),
        currency: z.string().regex(/^[A-Z]{3}$/),
      })
      .nullable(),
  }),
]);
const target = z.strictObject({ sourceId, model: modelId });
const chain = z.array(target).min(1).max(8);

/** The schema of every request a window may send. A command without a schema does not compile. */
export const requestSchemas = {
  'app.info': nothing,
  'app.licences': nothing,
  'app.quit': nothing,
  'app.ready': nothing,
  'app.page': z.strictObject({ page }),
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
  'session.goLocal': nothing,
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

  'local.create': z.strictObject({ title: line, chain }),
  'local.setChain': z.strictObject({ id, chain }),
  'local.stop': z.strictObject({ messageId: id }),
  'local.regenerate': z.strictObject({ messageId: id, target: target.nullable() }),
  'local.edit': z.strictObject({ messageId: id, content: body }),
  'local.choose': z.strictObject({ messageId: id }),
  'local.cross': z.strictObject({ messageId: id, allow: z.boolean() }),
  'local.compare': z.strictObject({ prompt: body, targets: z.array(target).min(2).max(4) }),
  'local.comparison': z.strictObject({ conversationId: id }),
  'local.goOnWith': z.strictObject({ messageId: id }),

  'exchange.export': z.strictObject({ conversationId: id, format: z.enum(['markdown', 'json']) }),
  'exchange.import': nothing,
  'exchange.get': nothing,
  'exchange.cancel': nothing,
  'exchange.dismiss': nothing,

  'sync.get': nothing,
  'sync.now': nothing,
  'sync.networkBack': nothing,

  'search.query': z.strictObject({
    text: z.string().max(500),
    conversationId: id.nullable(),
    order: z.enum(['newest', 'relevance']),
    next: id.nullable(),
    meaning: z.boolean().optional(),
  }),
  'people.search': z.strictObject({ text: z.string().max(200) }),
  'models.list': z.strictObject({ refresh: z.boolean() }),

  'settings.get': nothing,
  'settings.set': settingsPatch,
  'settings.reset': z.strictObject({ names: z.array(settingsPatch.keyof()).max(50).nullable() }),
  'settings.export': nothing,
  'settings.chooseImport': nothing,
  'settings.import': z.strictObject({ machine: z.boolean() }),

  'openwebui.open': z.strictObject({ redirectTo: z.string().max(2_000).nullable() }),
  'openwebui.confirm': z.strictObject({ host: z.string().min(1).max(300) }),
  'openwebui.provision': nothing,

  'quick.target': nothing,
  'quick.ask': z.strictObject({ content: body, conversationId: id.nullable(), modelId, source: target.nullable() }),
  'quick.clipboard': nothing,
  'quick.pin': z.strictObject({ pinned: z.boolean() }),
  'quick.hide': nothing,

  'sources.list': nothing,
  'sources.save': sourceDraft,
  'sources.remove': z.strictObject({ id: sourceId }),
  'sources.models': z.strictObject({ id: sourceId, refresh: z.boolean() }),
  'sources.test': z.strictObject({ id: sourceId }),
  'sources.stopTest': z.strictObject({ id: sourceId }),
  'sources.import': z.strictObject({ text: z.string().max(200_000) }),

  'meaning.get': nothing,
  'meaning.pause': z.strictObject({ paused: z.boolean() }),
  'meaning.estimate': z.strictObject({ sourceId }),

  'hotkey.report': nothing,
  'hotkey.prove': nothing,
  'hotkey.record': z.strictObject({ on: z.boolean() }),

  'notifications.report': nothing,
  'notifications.try': nothing,
  'notifications.openSettings': nothing,

  'updates.get': nothing,
  'updates.check': nothing,
  'updates.download': nothing,
  'updates.cancel': nothing,
  'updates.restart': z.strictObject({ now: z.boolean() }),

  'diagnostics.report': nothing,
  'diagnostics.save': z.strictObject({ text: z.string().max(1_000_000) }),
  'diagnostics.painted': z.strictObject({ messageId: id }),

  'crash.show': nothing,
  'crash.copy': nothing,
  'crash.restart': z.strictObject({ accelerate: z.boolean() }),

  'network.get': nothing,
  'network.certificate': z.strictObject({ origin: secureOrigin }),
  'network.trust': z.strictObject({ origin: secureOrigin, fingerprint }),
  'network.forget': z.strictObject({ origin: secureOrigin }),
  'network.proxyPassword': z.strictObject({ proxy: line, user: z.string().max(500), password: z.string().max(4_096) }),
  'network.forgetPassword': z.strictObject({ proxy: line }),

  'health.get': nothing,
  'health.check': z.strictObject({ id: sourceId.nullable() }),
  'health.watch': z.strictObject({ on: z.boolean() }),

  'runs.list': z.strictObject({
    query: z.string().max(500),
    filter: z.enum(['all', 'active', 'succeeded', 'troubled']),
    before: id.nullable(),
    limit,
  }),
  'runs.open': z.strictObject({ id }),
  'runs.close': z.strictObject({ id }),
  'runs.start': z.strictObject({
    sourceId,
    model: modelId,
    prompt: body,
    earlier: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), text: body })).max(500),
    conversationId: id.nullable(),
    previousId: id.nullable(),
  }),
  'runs.again': z.strictObject({ id }),
  'runs.stop': z.strictObject({ id }),
  'runs.check': z.strictObject({ id }),
  'runs.answer': z.strictObject({
    id,
    answers: z
      .array(
        z.strictObject({
          interruptId: z.string().max(1_000),
          decision: z.enum(['approve', 'refuse', 'cancel']),
          payload: body.nullable(),
          args: body.nullable(),
        }),
      )
      .min(1)
      .max(100),
  }),
  'runs.delete': z.strictObject({ ids: z.array(id).min(1).max(1_000) }),
  'runs.attach': z.strictObject({ id, conversationId: id }),
  'runs.events': z.strictObject({ id, after: id, limit, query: z.string().max(500), faultsOnly: z.boolean() }),
  'runs.export': z.strictObject({ id, format: z.enum(['markdown', 'json', 'events']) }),
} satisfies { [C in CommandName]: ZodType<Loose<RequestOf<C>>> };

/** zod writes an absent optional as `T | undefined`; the contract leaves the property out. */
type Loose<T> = T extends readonly (infer _)[] | null | string | number | boolean
  ? T
  : { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };
