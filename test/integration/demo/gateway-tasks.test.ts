import { describe, expect, test } from 'vitest';
import { gatewayOf } from './gateway.ts';
import { AFTERNOON, setUp } from './workspace.ts';

async function atGateway(options: Parameters<typeof setUp>[0] = {}) {
  const { workspace, clock } = await setUp(options);
  const gateway = gatewayOf(workspace);
  const resultOf = async (...question: Parameters<typeof gateway.submit>) => {
    const { json } = await gateway.submit(...question);
    return String((await gateway.status(json.id)).json.result);
  };
  return { workspace, clock, gateway, resultOf };
}

describe('results', () => {
  test('are reports on the subject, in the language of the prompt, and say that they are invented', async () => {
    const { resultOf } = await atGateway();
    const french = await resultOf('Peux-tu comparer les pompes P-117 et P-204 ?');
    expect(french).toMatch(/^# Rapport : Peux-tu comparer les pompes P-117 et P-204 \?/);
    expect(french).toContain('Passerelle de démonstration');
    expect(french).toMatch(/^\| :-- \|/m);
    const english = await resultOf('Write a query for the last reading of each station');
    expect(english).toMatch(/^# Report: Write a query/);
    expect(english).toContain('**Demo gateway.**');
    expect(english).toContain('```sql');
  });

  test('go on from the turns that were sent along', async () => {
    const { resultOf } = await atGateway();
    const messages = [
      { role: 'user', content: 'Compare the pumps' },
      { role: 'assistant', content: 'They differ.' },
      { role: 'user', content: 'And what do they cost?' },
    ];
    const result = await resultOf('', { messages });
    expect(result).toContain('“Compare the pumps”');
    expect(result).toMatch(/^# Report: And what do they cost\?/);
  });

  test.each(['demo/atelier', 'atelier', 'ollama/harpou/llama3.1-8b:latest'])(
    'come from %s, which is listed',
    async (model) => {
      const { resultOf } = await atGateway();
      expect(await resultOf('How many?', { model })).toMatch(/^# Report/);
    },
  );

  test('of unknown models, and of a prefix that was not taken off, are apologies', async () => {
    const { resultOf } = await atGateway();
    for (const model of ['harpou-agent/demo/atelier', 'nowhere/atelier', 'unheard-of']) {
      expect(await resultOf('How many?', { model })).toMatch(/^Je rencontre .* générer la réponse finale/);
    }
  });

  test.each([
    ['a last turn of the assistant', [{ role: 'assistant', content: 'x' }]],
    ['no text', [{ role: 'user', content: '' }]],
    ['parts instead of text', [{ role: 'user', content: [{ type: 'text', text: 'x' }] }]],
    ['something else than turns', 'not a list'],
  ])('of %s are apologies', async (_, messages) => {
    const { resultOf } = await atGateway();
    expect(await resultOf('', { messages })).toMatch(/^Je rencontre .* traiter votre demande/);
  });
});

describe('time', () => {
  test('at the usual pace a task takes 20 to 90 seconds, not always the same', async () => {
    const { workspace, gateway } = await atGateway({ latencyMs: 900 });
    for (let i = 0; i < 20; i++) await gateway.submit('whatever');
    const seconds = workspace.state.tasks.map(({ endsAt }) => (endsAt - AFTERNOON) / 1_000);
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(19.8);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(90);
    expect(new Set(seconds).size).toBeGreaterThan(10);
  });

  test('a result is forgotten after a day', async () => {
    const { clock, gateway } = await atGateway();
    const { json } = await gateway.submit('whatever');
    clock.advance(86_399_999);
    expect((await gateway.status(json.id)).json.status).toBe('completed');
    clock.advance(1);
    expect((await gateway.status(json.id)).json).toEqual({ status: 'in_progress' });
  });

  test('a task goes on while the demo is stopped', async () => {
    const { workspace, gateway } = await atGateway();
    workspace.switches.set('taskMs', 60_000);
    const { json } = await gateway.submit('How many?');
    await workspace.stop();
    const later = await setUp({ state: workspace.state });
    later.clock.advance(59_999);
    expect((await gatewayOf(later.workspace).status(json.id)).json).toEqual({ status: 'in_progress' });
    later.clock.advance(1);
    expect((await gatewayOf(later.workspace).status(json.id)).json.result).toMatch(/^# Report: How many\?/);
  });
});

describe('without X-SID', () => {
  test('the answer is held until the task is done', async () => {
    const waits: [ms: number, end: () => void][] = [];
    const after = (ms: number, end: () => void) => {
      waits.push([ms, end]);
      return () => {};
    };
    const { gateway, workspace } = await atGateway({ clock: { now: () => AFTERNOON, after } });
    workspace.switches.set('taskMs', 30_000);
    const held = gateway.hold('How many?');
    await expect.poll(() => waits.map(([ms]) => ms)).toEqual([30_000]);
    for (const [, end] of waits) end();
    expect((await held).json.choices[0].message.content).toMatch(/^# Report: How many\?/);
  });

  test('a failed task is an error in JSON', async () => {
    const { gateway, workspace } = await atGateway();
    workspace.switches.set('taskOutcome', 'failed');
    expect(await gateway.hold('How many?')).toMatchObject({
      status: 500,
      json: { error: { type: 'internal_server_error' } },
    });
  });
});

describe('the key', () => {
  test('is asked for in exactly one form', async () => {
    const { gateway, workspace } = await atGateway();
    const { key } = workspace.gateway;
    const statusWith = async (authorization: string) =>
      (await gateway.send('GET', '/v1/models', { headers: { authorization } })).status;
    expect(await statusWith(`Bearer ${key}`)).toBe(200);
    for (const wrong of [`bearer ${key}`, `Bearer  ${key}`, `Bearer ${key}x`, key, 'Bearer ']) {
      expect(await statusWith(wrong), wrong.replace(key, '<key>')).toBe(401);
    }
  });

  test('is in no log, and neither is what was asked', async () => {
    const { gateway, workspace } = await atGateway();
    await gateway.submit('a secret question');
    expect(workspace.log().at(-1)).toMatchObject({ path: '/gateway/v1/chat/completions', status: 202 });
    expect(JSON.stringify(workspace.log())).not.toContain(workspace.gateway.key);
    expect(JSON.stringify(workspace.log())).not.toContain('secret');
  });
});
