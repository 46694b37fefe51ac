import type { z } from 'zod';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { HttpClient } from '../http/message.ts';
import type { Secret } from '../secret.ts';
import type { HalextApi, NewRemoteConversation, RemoteMessage } from './api.ts';
import { type HalextCall, nothing, readRows, send, sendForJson } from './call.ts';
import * as schemas from './schemas.ts';

/** The backend tries two providers of 60 s each after up to 30 s of preparation (contract, 3.1). */
const ANSWER_PATIENCE_MS = 180_000;
/** Each provider's listing may take 30 s (contract, 4). */
const MODELS_PATIENCE_MS = 60_000;
/** Lists are not paged: every conversation with its last message, or 200 messages at once. */
const LIST_MAX_BYTES = 64 * 1024 * 1024;

/**
 * Runs a call with a valid bearer token. Whoever holds the token renews it and repeats the call once after a 401, which
 * the server answers before any side effect.
 */
export type Authorised = <T>(call: (token: Secret) => Promise<Result<T>>) => Promise<Result<T>>;

export interface HalextClientOptions {
  http: HttpClient;
  /** API base without trailing slash, e.g. `https://halext.example.org/api`. */
  base: string;
  authorised: Authorised;
  /** Rows of a list that could not be read and were left out: where, and how many. */
  onSkippedRows?: (purpose: string, count: number) => void;
}

/** The Halext API over HTTP, as contract 0.2.0-refactored describes it, exact slashes included. */
export function createHalextClient(options: HalextClientOptions): HalextApi {
  const { http, base, authorised } = options;
  const open = <S extends z.ZodType>(call: HalextCall, schema: S) => sendForJson(http, base, call, schema);
  const signed = <S extends z.ZodType>(call: HalextCall, schema: S) =>
    authorised((token) => sendForJson(http, base, { ...call, token }, schema));
  const signedList = async <S extends z.ZodType>(call: HalextCall, row: S): Promise<Result<z.output<S>[]>> => {
    const list = await signed(call, schemas.anyList);
    return list.ok ? ok(rowsOf(list.value, row, call.purpose)) : list;
  };
  const rowsOf = <S extends z.ZodType>(rows: readonly unknown[], row: S, purpose: string) =>
    readRows(rows, row, (count) => options.onSkippedRows?.(purpose, count));

  return {
    version: (signal) =>
      open({ method: 'GET', path: '/version', purpose: 'version', ...given(signal) }, schemas.version),

    health: (signal) => open({ method: 'GET', path: '/health', purpose: 'health', ...given(signal) }, schemas.health),

    me: () =>
      signed({ method: 'GET', path: '/users/me/', purpose: 'who am I', maxBytes: LIST_MAX_BYTES }, schemas.user),

    searchUsers: (text) =>
      signedList(
        { method: 'GET', path: `/users/search?q=${encodeURIComponent(text)}&limit=20`, purpose: 'search people' },
        schemas.person,
      ),

    listConversations: async () => {
      const purpose = 'list conversations';
      const list = await signed(
        { method: 'GET', path: '/conversations/', purpose, maxBytes: LIST_MAX_BYTES },
        schemas.anyList,
      );
      if (!list.ok) return list;
      const conversations = rowsOf(list.value, schemas.conversation, purpose);
      return ok({ conversations, complete: conversations.length === list.value.length });
    },

    getConversation: (remoteId) =>
      signed({ method: 'GET', path: `/conversations/${remoteId}`, purpose: 'read conversation' }, schemas.conversation),

    createConversation: (input) =>
      signed(
        { method: 'POST', path: '/conversations/', purpose: 'create conversation', json: creationBody(input) },
        schemas.conversation,
      ),

    replaceConversation: (remoteId, input) =>
      signed(
        {
          method: 'PUT',
          path: `/conversations/${remoteId}`,
          purpose: 'change conversation',
          json: {
            title: input.title,
            mode: input.mode,
            with_ai: input.withAi,
            default_model_id: input.defaultModelId,
          },
        },
        schemas.conversation,
      ),

    deleteConversation: async (remoteId) =>
      nothing(
        await authorised((token) =>
          send(http, base, {
            method: 'DELETE',
            path: `/conversations/${remoteId}`,
            purpose: 'delete conversation',
            token,
          }),
        ),
      ),

    listMessages: async (remoteId) => {
      const list = await signedList(
        {
          method: 'GET',
          path: `/conversations/${remoteId}/messages`,
          purpose: 'list messages',
          maxBytes: LIST_MAX_BYTES,
        },
        schemas.message,
      );
      return list.ok ? ok(inIdOrder(list.value)) : list;
    },

    postMessage: async (remoteId, input) => {
      const purpose = 'send message';
      const stored = await signedList(
        {
          method: 'POST',
          path: `/conversations/${remoteId}/messages`,
          purpose,
          json: { content: input.content, model: input.model },
          patienceMs: ANSWER_PATIENCE_MS,
          signal: input.signal,
          onSent: once(input.onSent),
          ...(input.onFirstByte ? { onFirstByte: input.onFirstByte } : {}),
          maxBytes: LIST_MAX_BYTES,
        },
        schemas.message,
      );
      if (!stored.ok) return stored;
      if (stored.value.length === 0) {
        return fail(appError('protocol', `${purpose}: no message in the answer`, { reason: 'wrongShape' }));
      }
      return ok(inIdOrder(stored.value));
    },

    chat: ({ prompt, history, model, signal, onSent, onFirstByte }) =>
      signed(
        {
          method: 'POST',
          path: '/ai/chat',
          purpose: 'ask the AI',
          json: { prompt, history, model },
          patienceMs: ANSWER_PATIENCE_MS,
          signal,
          onSent: once(onSent),
          ...(onFirstByte ? { onFirstByte } : {}),
          maxBytes: LIST_MAX_BYTES,
        },
        schemas.answer,
      ),

    listModels: async () => {
      const purpose = 'list models';
      const listed = await signed(
        { method: 'GET', path: '/ai/models', purpose, patienceMs: MODELS_PATIENCE_MS },
        schemas.models,
      );
      if (!listed.ok) return listed;
      return ok({
        models: rowsOf(listed.value.models, schemas.model, purpose),
        defaultModelId: listed.value.default_model_id ?? null,
      });
    },

    openWebuiStatus: () =>
      open({ method: 'GET', path: '/integrations/openwebui', purpose: 'Open WebUI status' }, schemas.openWebuiStatus),

    openWebuiSso: (redirectTo) =>
      signed(
        {
          method: 'POST',
          path: '/integrations/openwebui/sso',
          purpose: 'Open WebUI sign-in link',
          // The server pastes it into the link as it is (contract, 7), so it must come encoded.
          json: redirectTo === null ? {} : { redirect_to: encodeURIComponent(redirectTo) },
        },
        schemas.openWebuiSso,
      ),

    openWebuiProvision: () =>
      signed(
        { method: 'POST', path: '/integrations/openwebui/sync/user', purpose: 'Open WebUI account' },
        schemas.openWebuiProvision,
      ),
  };
}

function given(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

/** `mode` is a convention between clients, by the number of people. */
function creationBody(input: NewRemoteConversation) {
  const others = input.participantUsernames.length;
  return {
    title: input.title,
    mode: others === 0 ? 'solo' : others === 1 ? 'partner' : 'group',
    with_ai: input.withAi,
    default_model_id: input.defaultModelId,
    participant_usernames: input.participantUsernames,
  };
}

/** The server sorts by time, and its times tie within a second; its ids do not. */
function inIdOrder(messages: RemoteMessage[]): RemoteMessage[] {
  return messages.toSorted((a, b) => a.id - b.id);
}

/** A call repeated after a renewal is sent twice, but it left once as far as anybody is concerned. */
function once(fn: () => void): () => void {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    fn();
  };
}
