import { describe, expect, test } from 'vitest';
import { type CHAT_WAYS, OPENAI_SWITCHES, REFUSAL_SHAPES } from '../../../main/demo/openai/switches.ts';
import { frameData } from './agents.ts';
import { atAnswers } from './answers.ts';
import { eachIsTested, switchTest } from './switch-test.ts';
import { eventually } from './workspace.ts';

/** All data of a chat that comes in one of the ways, or the text of one that is no stream. */
async function chatIn(way: (typeof CHAT_WAYS)[number]) {
  const { switches, openChat } = await atAnswers();
  switches.set('chatWay', way);
  const answer = await openChat('openAi');
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text, data: frameData(text) };
}

describe('the OpenAI-compatible server', () => {
  test('streams the answer word by word, to [DONE]', async () => {
    const { openChat } = await atAnswers();
    const answer = await openChat('openAi', { stream_options: { include_usage: true } });
    const data = frameData(await answer.text());
    expect(data.at(-1)).toBe('[DONE]');
    const chunks = data.slice(0, -1).map((each) => JSON.parse(each));
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
    expect(text).toContain('pump');
    expect(chunks.at(-2).choices[0].finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: expect.any(Number) } });
  });

  test('cuts an answer to so many words, and refuses what it cannot read or does not have', async () => {
    const { openChat } = await atAnswers();
    const short = await (await openChat('openAi', { max_tokens: 1, stream: false })).json();
    expect(short).toMatchObject({ choices: [{ finish_reason: 'length' }], usage: { completion_tokens: 1 } });
    expect((await openChat('openAi', { model: 'technova' })).status).toBe(404);
    expect((await openChat('openAi', { temperature: 3 })).status).toBe(400);
  });

  switchTest('chatWay', async () => {
    expect((await chatIn('crlf')).text).toContain('\r\n\r\ndata: ');
    expect((await chatIn('cutCharacters')).text).toContain('Déjà : ☕ 𝄞 ');
    expect(Math.max(...(await chatIn('hugeFrame')).data.map(({ length }) => length))).toBeGreaterThan(500_000);
    expect((await chatIn('foreignFrames')).text).toMatch(/"sources".*"event".*"info".*: keep-alive/s);
    expect((await chatIn('badFrames')).data).toContain('{"choices":');
    expect((await chatIn('reasoning')).text).toContain('"reasoning_content":"First I look "');
    expect((await chatIn('reasoningShort')).text).toContain('"reasoning":"First I look "');
    expect((await chatIn('toolCalls')).text).toMatch(/"tool_calls".*"finish_reason":"tool_calls"/s);
    expect(JSON.parse((await chatIn('wholeJson')).text)).toHaveProperty('choices');
    expect((await chatIn('empty')).text).not.toMatch(/"content":"[^"]/);
    expect((await chatIn('noDone')).data.at(-1)).toContain('"finish_reason":"stop"');
    expect((await chatIn('errorFrame')).data.at(-1)).toMatch(/^\{"error":\{"message"/);
    expect((await chatIn('errorFirst')).data).toContain('{"error":"The model could not be loaded."}');
    expect(JSON.parse((await chatIn('errorJson')).text)).toHaveProperty('error.message');
    expect(await chatIn('html200')).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
    await expect(chatIn('drop')).rejects.toThrow('terminated');
    const { switches, openChat } = await atAnswers();
    switches.set('chatWay', 'silence');
    const patience = new AbortController();
    const reader = (await openChat('openAi', {}, { signal: patience.signal })).body?.getReader();
    let heard = '';
    while (heard.split('"content":"').length < 7) heard += new TextDecoder().decode((await reader?.read())?.value);
    const more = reader?.read();
    patience.abort();
    await expect(more).rejects.toThrow('aborted');
  });

  test('a cut character really arrives in two pieces', async () => {
    const { switches, openChat } = await atAnswers();
    switches.set('chatWay', 'cutCharacters');
    const pieces: Uint8Array[] = [];
    for await (const piece of (await openChat('openAi')).body ?? []) pieces.push(piece);
    expect(pieces.some((piece) => (piece.at(-1) ?? 0) >= 0xc0)).toBe(true);
  });

  switchTest('chatRefuses', async () => {
    const { switches, openChat } = await atAnswers();
    for (const shape of REFUSAL_SHAPES) {
      switches.set('chatRefuses', { status: 503, shape, words: 'Not today', retryAfterS: 4 });
      const answer = await openChat('openAi');
      expect([shape, answer.status, answer.headers.get('retry-after')]).toEqual([shape, 503, '4']);
      const text = await answer.text();
      expect(text).toContain(shape === 'html' ? '<h1>503</h1>' : 'Not today');
    }
  });

  switchTest('chatHangs', async () => {
    const { switches, openChat, workspace } = await atAnswers();
    switches.set('chatHangs', true);
    const patience = new AbortController();
    const waiting = openChat('openWebui', {}, { signal: patience.signal });
    await eventually(() => workspace.log().at(-1)).toMatchObject({ path: '/webui/api/chat/completions', status: null });
    patience.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  switchTest('chatPaceMs', async () => {
    const { switches, openChat } = await atAnswers();
    switches.set('chatPaceMs', 25);
    const began = performance.now();
    await (await openChat('openAi', { max_tokens: 4 })).text();
    expect(performance.now() - began).toBeGreaterThan(90);
  });

  switchTest('modelsBare', async () => {
    const { switches, get } = await atAnswers();
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
    const usual = (await get('openAi', '/models')).json.data;
    switches.set('modelsBare', true);
    expect((await get('openAi', '/models')).json).toEqual(usual);
    expect(ids((await get('openWebui', '/api/models')).json)).toContain('Technova');
    expect(ids(usual)).toContain('technova-mini');
  });

  switchTest('answerKeyRefused', async () => {
    const { switches, get, connector } = await atAnswers();
    expect((await get('openAi', '/models', {})).status).toBe(401);
    expect((await get('openAi', '/models')).status).toBe(200);
    switches.set('answerKeyRefused', true);
    expect((await get('openAi', '/models')).json.error.code).toBe('invalid_api_key');
    expect((await get('openWebui', '/api/models')).status).toBe(401);
    expect(await connector('openai', '/api/v1/<p>/models', undefined, { key: 'sk-x' })).toMatchObject({
      status: 401,
      json: { success: false, error: 'AuthenticationError' },
    });
  });

  switchTest('embeddingsWrong', async () => {
    const { switches, embed, connector } = await atAnswers();
    const lengths = async () => {
      const { json } = await embed(['one', 'two']);
      return json.data.map(({ embedding }: { embedding: number[] }) => embedding.length);
    };
    expect(await lengths()).toEqual([384, 384]);
    switches.set('embeddingsWrong', 'tooFew');
    expect(await lengths()).toEqual([384]);
    switches.set('embeddingsWrong', 'lengths');
    expect(await lengths()).toEqual([384, 383]);
    switches.set('embeddingsWrong', 'dimensions');
    const { json } = await connector('mistral', '/api/v1/<p>/embeddings', { input: ['one'] });
    expect(json.embeddings[0]).toHaveLength(512);
  });

  eachIsTested(OPENAI_SWITCHES);
});
