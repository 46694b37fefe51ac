import { describe, expect, test } from 'vitest';
import { CONNECTOR_SWITCHES } from '../../../main/demo/connectors/switches.ts';
import { atAnswers } from './answers.ts';
import { eachIsTested, switchTest } from './switch-test.ts';
import { eventually } from './workspace.ts';

const QUESTION = { messages: [{ role: 'user', content: 'How do I check a pump?' }] };
const CHAT = '/api/v1/<p>/chat';

describe('the connectors', () => {
  test('answer whole; the model is inside the message for one and beside it for the other', async () => {
    const { connector } = await atAnswers();
    expect((await connector('openai', CHAT, QUESTION)).json).toMatchObject({
      success: true,
      message: { role: 'assistant', content: expect.stringContaining('pump'), model: 'gpt-4o' },
      usage: { total_tokens: expect.any(Number) },
    });
    const { json } = await connector('mistral', CHAT, { ...QUESTION, max_tokens: 2 });
    expect(json).toMatchObject({ model: 'mistral-small-latest', finish_reason: 'length' });
    expect(json.message).not.toHaveProperty('model');
  });

  test('out of range is a 422 with a list; an unknown model is a failure in words', async () => {
    const { connector } = await atAnswers();
    const odd = await connector('openai', CHAT, { ...QUESTION, temperature: 3 });
    expect(odd).toMatchObject({ status: 422, json: { detail: [{ loc: ['body', 'temperature'] }] } });
    const unknown = await connector('mistral', CHAT, { ...QUESTION, model: 'gpt-4o' });
    expect(unknown).toMatchObject({ status: 404, json: { success: false, error: expect.any(String) } });
  });

  test('say their health with status 200, list their models, and embed', async () => {
    const { connector } = await atAnswers();
    expect((await connector('openai', '/health')).json).toEqual({
      status: 'healthy',
      service: 'openai-connector',
      version: '1.0.0',
      openai_configured: true,
    });
    expect((await connector('mistral', '/api/v1/<p>/models')).json.models.length).toBeGreaterThan(2);
    expect((await connector('openai', '/')).json).toHaveProperty('endpoints');
    expect((await connector('openai', '/api/v1/mistral/chat', QUESTION)).status).toBe(404);
    const { json } = await connector('openai', '/api/v1/<p>/embeddings', { input: ['a pump'] });
    expect([json.embeddings[0].length, json.model]).toEqual([1_536, 'text-embedding-ada-002']);
  });

  switchTest('connectorFails', async () => {
    const { switches, connector } = await atAnswers();
    const outcomes: unknown[] = [];
    for (const how of ['text200', 'class200', 'text400', 'class500', 'limit429'] as const) {
      switches.set('connectorFails', how);
      const { status, json, headers } = await connector('openai', CHAT, QUESTION);
      outcomes.push([status, json.success, Object.keys(json).join(), headers.get('retry-after')]);
    }
    expect(outcomes).toEqual([
      [200, false, 'success,error', null],
      [200, false, 'success,message,error', null],
      [400, false, 'success,error', null],
      [500, false, 'success,message,error', null],
      [429, false, 'success,message,error', '1'],
    ]);
  });

  switchTest('connectorUnconfigured', async () => {
    const { switches, connector } = await atAnswers();
    switches.set('connectorUnconfigured', true);
    expect(await connector('mistral', '/health')).toMatchObject({
      status: 200,
      json: { status: 'unhealthy', mistral_configured: false },
    });
    expect((await connector('mistral', CHAT, QUESTION)).json.success).toBe(false);
    expect((await connector('mistral', CHAT, QUESTION, { key: 'sk-mine' })).json.success).toBe(true);
    expect((await connector('mistral', CHAT, QUESTION, { key: 'wrong' })).status).toBe(401);
  });

  switchTest('connectorMixedUp', async () => {
    const { switches, connector } = await atAnswers();
    switches.set('connectorMixedUp', true);
    expect((await connector('openai', '/health')).json.service).toBe('mistral-connector');
  });

  switchTest('connectorHangs', async () => {
    const { switches, connector, workspace } = await atAnswers();
    switches.set('connectorHangs', true);
    const patience = new AbortController();
    const waiting = connector('openai', CHAT, QUESTION, { signal: patience.signal });
    await eventually(() => workspace.log().at(-1)).toMatchObject({ status: null });
    patience.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  eachIsTested(CONNECTOR_SWITCHES);
});
