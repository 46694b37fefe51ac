import { describe, expect, test } from 'vitest';
import { WEBUI_SWITCHES } from '../../../main/demo/openwebui-direct/switches.ts';
import { frameData } from './agents.ts';
import { atAnswers } from './answers.ts';
import { eachIsTested, switchTest } from './switch-test.ts';

describe('Open WebUI’s own interface', () => {
  test('says who it is without a key, and wants one for the rest: 403 without, 401 with a wrong one', async () => {
    const { get } = await atAnswers();
    expect((await get('openWebui', '/health', {})).json).toEqual({ status: true });
    expect((await get('openWebui', '/api/version', {})).json).toHaveProperty('version');
    expect((await get('openWebui', '/api/config', {})).json).toMatchObject({ features: { auth: true } });
    expect(await get('openWebui', '/api/models', {})).toMatchObject({
      status: 403,
      json: { detail: 'Not authenticated' },
    });
    expect((await get('openWebui', '/api/models', { authorization: 'Bearer x' })).status).toBe(401);
    expect((await get('openWebui', '/api/nothing')).json).toEqual({ detail: 'Not Found' });
  });

  test('knows models by their exact names only, and has one that is switched off', async () => {
    const { get, openChat } = await atAnswers();
    const rows: { id: string; info: { is_active: boolean } }[] = (await get('openWebui', '/api/models')).json.data;
    expect(rows.filter(({ info }) => !info.is_active).map(({ id }) => id)).toEqual(['archive-2024']);
    for (const model of ['technova', 'archive-2024']) {
      const answer = await openChat('openWebui', { model });
      expect([answer.status, await answer.json()]).toEqual([400, { detail: 'Model not found' }]);
    }
    const data = frameData(await (await openChat('openWebui')).text());
    expect(data.at(-1)).toBe('[DONE]');
    expect(data.at(-2)).toContain('"usage"');
  });

  test('its page is where it was', async () => {
    const { workspace } = await atAnswers();
    const page = await fetch(`${workspace.origin}/webui/`);
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  switchTest('webuiForbids', async () => {
    const { switches, get } = await atAnswers();
    for (const [how, words] of [
      ['keysOff', 'API key is not enabled'],
      ['endpoint', 'not allowed to access this endpoint'],
      ['permission', 'do not have permission'],
    ] as const) {
      switches.set('webuiForbids', how);
      const { status, json } = await get('openWebui', '/api/models');
      expect([status, json.detail]).toEqual([403, expect.stringContaining(words)]);
    }
  });

  switchTest('webuiHealth', async () => {
    const { switches, get } = await atAnswers();
    switches.set('webuiHealth', 'page', { times: 1 });
    expect(await get('openWebui', '/health')).toMatchObject({ status: 200, type: 'text/html' });
    switches.set('webuiHealth', 'ill');
    expect((await get('openWebui', '/health')).json).toEqual({ status: false });
  });

  switchTest('webuiOpen', async () => {
    const { switches, get } = await atAnswers();
    switches.set('webuiOpen', true);
    expect((await get('openWebui', '/api/models', {})).status).toBe(200);
    expect((await get('openWebui', '/api/models', { authorization: 'Bearer x' })).status).toBe(401);
    expect((await get('openWebui', '/api/config', {})).json.features.auth).toBe(false);
  });

  switchTest('webuiOther', async () => {
    const { switches, get } = await atAnswers();
    switches.set('webuiOther', true);
    expect((await get('openWebui', '/api/config')).json).toEqual({ app: 'another program', version: '1' });
  });

  eachIsTested(WEBUI_SWITCHES);
});
