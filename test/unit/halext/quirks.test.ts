import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { appError, fail } from '../../../main/errors.ts';
import { createHalextClient } from '../../../main/halext/client.ts';
import type { HttpRequest } from '../../../main/http/message.ts';
import { Secret } from '../../../main/secret.ts';
import { noStream } from '../http/fake-response.ts';

/** Fields the server takes `null` for; a `null` anywhere else can break a whole account there. */
const NULLABLE = new Set(['default_model_id', 'model', 'redirect_to']);

test('Q17: no null is ever sent in a field that may not be null', async () => {
  const sent: HttpRequest[] = [];
  const api = createHalextClient({
    http: {
      request: async (request) => {
        sent.push(request);
        return fail(appError('timeout', 'nobody answers'));
      },
      stream: noStream,
      refresh() {},
      close: async () => {},
    },
    base: 'https://halext.example/api',
    authorised: (call) => call(new Secret('token')),
  });
  const signal = new AbortController().signal;
  await api.createConversation({ title: 'a', withAi: true, defaultModelId: null, participantUsernames: [] });
  await api.replaceConversation(1, { title: 'a', mode: 'solo', withAi: false, defaultModelId: null });
  await api.postMessage(1, { content: 'a', model: null, signal, onSent() {} });
  await api.openWebuiSso(null);
  await api.openWebuiProvision();
  const bodies = sent.filter(({ body }) => typeof body === 'string' && body !== '');
  expect(bodies.length).toBeGreaterThanOrEqual(4);
  for (const { body } of bodies) {
    const fields = Object.entries(JSON.parse(String(body)) as Record<string, unknown>);
    const nulls = fields.filter(([name, value]) => value === null && !NULLABLE.has(name));
    expect(nulls).toEqual([]);
  }
  expect(sent.some(({ url }) => url.includes('/tasks'))).toBe(false);
});

test('Q21: the unauthenticated sockets of the server are never opened', () => {
  const main = resolve(import.meta.dirname, '../../../main');
  const files = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const opening = files.filter((file) => /new WebSocket|wss?:\/\//.test(readFileSync(join(main, file), 'utf8')));
  expect(files.length).toBeGreaterThan(50);
  expect(opening).toEqual([]);
});
