import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { call } from './run-journeys.ts';

/** A server of answers that says a few words and then neither goes on nor ends, for the length of `use`. */
export async function neverEnding(words: string, use: (address: string) => Promise<void>): Promise<void> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: words } }] })}\n\n`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  server.closeAllConnections();
  server.close();
}

/** Asks that server in a conversation kept here; answers the conversation's id once its words have come. */
export async function beginAnswer(page: Page, address: string, words: string): Promise<number> {
  const none = { temperature: null, maxTokens: null, topP: null, frequencyPenalty: null, presencePenalty: null };
  const source = await call(page, 'sources.save', {
    ...{ id: null, kind: 'openai-compatible', name: 'Endless', address, headers: [], model: 'm', system: '' },
    ...{ parameters: { ...none, safePrompt: null }, stream: true, prices: null },
    timeouts: { firstByte: 60, betweenBytes: 60 },
  });
  const { id } = await call(page, 'local.create', { title: 'Endless', chain: [{ sourceId: source.id, model: null }] });
  await call(page, 'messages.send', { conversationId: id, content: 'Go on.', modelId: null });
  await expect.poll(() => lastText(page, id)).toContain(words);
  return id;
}

/** What the last message of a conversation says. */
export async function lastText(page: Page, conversationId: number): Promise<string> {
  const shown = await call(page, 'messages.open', { conversationId, around: null, limit: 10 });
  return shown.messages.at(-1)?.content ?? '';
}
