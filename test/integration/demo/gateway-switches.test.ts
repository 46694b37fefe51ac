import { describe, expect, test } from 'vitest';
import { GATEWAY_SWITCHES, TASK_OUTCOMES } from '../../../main/demo/gateway/switches.ts';
import type { SwitchValue } from '../../../main/demo/index.ts';
import { gatewayOf } from './gateway.ts';
import { eachIsTested, switchTest } from './switch-test.ts';
import { eventually, setUp } from './workspace.ts';

async function atGateway() {
  const { workspace, clock } = await setUp();
  return { workspace, clock, gateway: gatewayOf(workspace), switches: workspace.switches };
}

/** What the status of a task with this outcome says once it has ended. */
async function endingWith(outcome: SwitchValue<'taskOutcome'>) {
  const { gateway, switches } = await atGateway();
  switches.set('taskOutcome', outcome);
  const { json } = await gateway.submit('whatever');
  const { status, text } = await gateway.status(json.id);
  expect(status).toBe(200);
  return JSON.parse(text) as Record<string, unknown>;
}

const gone = expect.objectContaining({ cause: expect.objectContaining({ code: 'UND_ERR_SOCKET' }) });

/** The request reaches the server and stays without an answer. */
async function expectSilence(
  workspace: Awaited<ReturnType<typeof atGateway>>['workspace'],
  path: string,
  ask: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const patience = new AbortController();
  const waiting = ask(patience.signal);
  await eventually(() => workspace.log().at(-1)).toMatchObject({ path: `/gateway${path}`, status: null });
  patience.abort();
  await expect(waiting).rejects.toThrow('aborted');
}

describe('how a task ends', () => {
  switchTest('taskOutcome', async () => {
    expect(await endingWith('apologyRouting')).toEqual({
      status: 'completed',
      result: 'Désolé, une erreur est survenue lors du traitement de votre demande.',
    });
    for (const [outcome, start] of [
      ['apologySynthesis', 'Je rencontre une difficulté technique pour générer la réponse finale.'],
      ['apologyProcessing', 'Je rencontre une difficulté technique pour traiter votre demande.'],
      ['apologyEmpty', "Désolé, je n'ai pas pu générer de réponse pour votre demande."],
    ] as const) {
      expect((await endingWith(outcome)).result, outcome).toMatch(new RegExp(`^${start}`));
    }
    expect(await endingWith('null')).toEqual({ status: 'completed', result: null });
    expect(String((await endingWith('blank')).result).trim()).toBe('');
    expect(await endingWith('failed')).toEqual({ status: 'failed', error: 'TimeLimitExceeded(4.0,)' });
    expect(await endingWith('failedEmpty')).toEqual({ status: 'failed', error: '' });
    expect(await endingWith('revoked')).toEqual({ status: 'unknown', state: 'REVOKED' });
    expect(await endingWith({ hugeResult: 10 })).toMatchObject({ result: expect.objectContaining({ length: 10e6 }) });
  });

  test('a task that never ends is in progress for days', async () => {
    const { gateway, switches, clock } = await atGateway();
    switches.set('taskOutcome', 'neverEnds');
    const { json } = await gateway.submit('whatever');
    clock.advance(3 * 86_400_000);
    expect((await gateway.status(json.id)).json).toEqual({ status: 'in_progress' });
  });

  test('results that are pictures, and Markdown that attacks', async () => {
    expect((await endingWith('imageLink')).result).toMatch(/!\[A pump]\(https:\/\/\S+\.png\)/);
    const data = String((await endingWith('imageData')).result);
    const picture = Buffer.from(/base64,([^)]+)/.exec(data)?.[1] ?? '', 'base64');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    const hostile = String((await endingWith('hostileMarkdown')).result);
    for (const attack of ['<script>', 'javascript:alert', 'https://tracker.example/pixel.png', 'onerror=']) {
      expect(hostile).toContain(attack);
    }
  });

  test('every outcome there is can be asked for', async () => {
    for (const outcome of TASK_OUTCOMES) expect(await endingWith(outcome), outcome).toHaveProperty('status');
  });

  switchTest('taskMs', async () => {
    const { gateway, switches, clock } = await atGateway();
    switches.set('taskMs', 60_000);
    const { json } = await gateway.submit('whatever');
    clock.advance(59_999);
    expect((await gateway.status(json.id)).json).toEqual({ status: 'in_progress' });
    clock.advance(1);
    expect((await gateway.status(json.id)).json.status).toBe('completed');
  });
});

describe('the way to the gateway', () => {
  switchTest('gateway401Midway', async () => {
    const { gateway, switches } = await atGateway();
    const { json } = await gateway.submit('whatever');
    switches.set('gateway401Midway', true, { times: 1 });
    expect(await gateway.status(json.id)).toMatchObject({ status: 401, type: 'application/json' });
    expect((await gateway.status(json.id)).json.status).toBe('completed');
  });

  switchTest('gateway429, gatewayHtml500', async () => {
    const { gateway, switches } = await atGateway();
    switches.set('gateway429', '100 per 1 hour');
    const limited = await gateway.submit('whatever');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, null]);
    expect(limited.text).toContain('<p>100 per 1 hour</p>');
    expect((await gateway.status('x')).status).toBe(200);
    switches.set('gatewayHtml500', true, { times: 1, path: '/tasks/' });
    expect(await gateway.status('x')).toMatchObject({ status: 500, type: 'text/html; charset=utf-8' });
    expect((await gateway.status('x')).status).toBe(200);
  });

  switchTest('gatewayRefused', async () => {
    const { gateway, switches, workspace } = await atGateway();
    switches.set('gatewayRefused', true, { times: 1 });
    await expect(gateway.status('x')).rejects.toEqual(gone);
    expect((await gateway.status('x')).status).toBe(200);
    switches.set('gatewayRefused', true);
    expect((await fetch(`${workspace.apiBase}/health`)).status).toBe(200);
  });

  switchTest('gatewayForgets', async () => {
    const { gateway, switches } = await atGateway();
    const { json } = await gateway.submit('whatever');
    expect((await gateway.status(json.id)).json.status).toBe('completed');
    switches.set('gatewayForgets', true);
    expect((await gateway.status(json.id)).json).toEqual({ status: 'in_progress' });
  });

  switchTest('statusHangs', async () => {
    const { gateway, switches, workspace } = await atGateway();
    switches.set('statusHangs', true);
    await expectSilence(workspace, '/v1/tasks/status/x', (signal) => gateway.status('x', signal));
  });

  test('the failures of the way apply here too', async () => {
    const { gateway, switches, workspace } = await atGateway();
    switches.set('html502', true, { times: 1 });
    expect(await gateway.status('x')).toMatchObject({ status: 502, type: 'text/html' });
    switches.set('invalidJson', true, { times: 1 });
    expect((await gateway.status('x')).text).toBe('{"status":"i');
    switches.set('offline', true, { times: 1 });
    await expect(gateway.submit('never taken')).rejects.toEqual(gone);
    expect(workspace.state.tasks).toEqual([]);
  });
});

describe('submits', () => {
  switchTest('submitWithoutId', async () => {
    const { gateway, switches, workspace } = await atGateway();
    switches.set('submitWithoutId', true);
    const { status, json } = await gateway.submit('whatever');
    expect([status, Object.keys(json)]).toEqual([202, ['message']]);
    expect(workspace.state.tasks).toHaveLength(1);
  });

  switchTest('submitHangs', async () => {
    const { gateway, switches, workspace } = await atGateway();
    switches.set('submitHangs', true);
    await expectSilence(workspace, '/v1/chat/completions', (signal) => gateway.submit('whatever', { signal }));
    expect(workspace.state.tasks).toEqual([]);
  });

  switchTest('submitStoredThenDropped', async () => {
    const { gateway, switches, workspace } = await atGateway();
    switches.set('submitStoredThenDropped', true);
    await expect(gateway.submit('whatever')).rejects.toEqual(gone);
    expect(workspace.state.tasks).toHaveLength(1);
  });

  switchTest('legacyChoices, legacyTaskId, legacyFailed500', async () => {
    const { gateway, switches } = await atGateway();
    switches.set('legacyChoices', true, { times: 1 });
    const atOnce = await gateway.submit('How do I compare two pumps?');
    expect([atOnce.status, atOnce.json.object]).toEqual([200, 'chat.completion']);
    expect(atOnce.json.choices[0].message.content).toContain('compare two pumps');
    switches.set('legacyTaskId', true);
    const { json } = await gateway.submit('whatever');
    expect(Object.keys(json)).toEqual(['message', 'status_endpoint', 'task_id']);
    switches.set('legacyFailed500', true);
    const failed = await gateway.status(json.task_id);
    expect([failed.status, failed.json]).toEqual([
      500,
      { error: 'TimeLimitExceeded(4.0,)', status: 'failed', task_id: json.task_id },
    ]);
  });

  switchTest('modelsEmpty', async () => {
    const { gateway, switches } = await atGateway();
    switches.set('modelsEmpty', true, { times: 2 });
    const counts: number[] = [];
    for (let i = 0; i < 3; i++) counts.push((await gateway.send('GET', '/v1/models')).json.data.length);
    expect(counts).toEqual([0, 0, 5]);
  });
});

describe('all switches of the gateway', () => {
  eachIsTested(GATEWAY_SWITCHES);
});
