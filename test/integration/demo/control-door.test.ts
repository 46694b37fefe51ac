import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { Api, read, setUp } from './workspace.ts';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function door(origin: string, path: string, body?: unknown) {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return read(await fetch(`${origin}/__demo/${path}`, init));
}

describe('the control door', () => {
  test('is not there unless asked for', async () => {
    const { workspace } = await setUp();
    for (const path of ['switches', 'log', 'state']) {
      expect((await door(workspace.origin, path)).json).toEqual({ detail: 'Not Found' });
    }
  });

  test('turns switches on and off, and stays open when everything else fails', async () => {
    const { api, workspace } = await setUp({ faults: true });
    await door(workspace.origin, 'switches', { set: 'offline', value: true });
    await expect(api.get('/version')).rejects.toThrow();
    expect((await door(workspace.origin, 'switches')).json).toEqual({ offline: { value: true } });
    await door(workspace.origin, 'switches', { clear: 'all' });
    expect((await api.get('/version')).status).toBe(200);
    await door(workspace.origin, 'switches', { set: 'rerouteTo', value: 'openai:gpt-4o', times: 1 });
    expect(workspace.switches.value('rerouteTo')).toBe('openai:gpt-4o');
  });

  test('refuses unknown switches and wrong values with a reason', async () => {
    const { workspace } = await setUp({ faults: true });
    for (const wrong of [
      { set: 'nonsense', value: true },
      { set: 'offline', value: 'yes' },
      { clear: 'nonsense' },
      3,
    ]) {
      const { status, json } = await door(workspace.origin, 'switches', wrong);
      expect([status, typeof json.error]).toEqual([400, 'string']);
    }
    expect((await door(workspace.origin, 'switches')).json).toEqual({});
  });

  test('logs requests without passwords, tokens or bodies', async () => {
    const { api, workspace } = await setUp({ faults: true });
    await api.get('/users/search?q=jonas');
    const { json } = await api.post('/integrations/openwebui/sso', { redirect_to: '/c/1' });
    await fetch(json.sso_url);
    const log = await door(workspace.origin, 'log');
    expect(log.json.map((entry: object) => Object.keys(entry).sort().join())).toEqual(
      Array(4).fill('at,method,path,query,status'),
    );
    expect(log.json[1]).toMatchObject({ method: 'GET', path: '/api/users/search', query: '?q=jonas', status: 200 });
    expect(log.text).not.toContain(workspace.credentials.password);
    expect(log.text).not.toContain('eyJ');
  });

  test('shows what is stored and lets others write', async () => {
    const { api, workspace } = await setUp({ faults: true });
    const { id } = await api.newConversation({ with_ai: false, participant_usernames: ['jonas'] });
    const said = await door(workspace.origin, 'messages', { username: 'jonas', conversationId: id, content: 'hello' });
    expect(said.json).toMatchObject({ content: 'hello', author_type: 'user' });
    const { json } = await door(workspace.origin, 'state');
    expect(json.conversations[0].messages).toMatchObject([{ author: 'jonas', content: 'hello' }]);
    expect(
      (await door(workspace.origin, 'messages', { username: 'nobody', conversationId: id, content: '' })).status,
    ).toBe(404);
    expect(JSON.stringify(json)).not.toContain(workspace.credentials.password);
  });
});

describe('the workspace as a whole', () => {
  test('goes offline for real and comes back at the same address', async () => {
    const { api, workspace } = await setUp();
    await workspace.goOffline();
    await expect(api.get('/version')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await workspace.goOnline();
    expect((await api.get('/users/me/')).status).toBe(200);
  });

  test('goes on with the data of an earlier one, tokens included', async () => {
    const { api, workspace } = await setUp();
    await api.newConversation({ title: 'kept' });
    await workspace.stop();
    const later = await setUp({ state: workspace.state });
    const same = new Api(later.workspace, api.token);
    expect((await same.get('/conversations/')).json[0].title).toBe('kept');
  });

  test('says when its port is taken', async () => {
    const { workspace } = await setUp();
    await expect(setUp({ port: Number(new URL(workspace.origin).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('runs as a process of its own', async () => {
    const script = resolve(import.meta.dirname, '../../../main/demo/serve.ts');
    const child = spawn(process.execPath, [script, '--seed', 'empty', '--faults', '--latency', '0']);
    children.push(child);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { origin, apiBase, credentials } = JSON.parse(String(line));
    expect(apiBase).toBe(`${origin}/api`);
    const token = await fetch(`${apiBase}/token`, { method: 'POST', body: new URLSearchParams(credentials) });
    expect(token.status).toBe(200);
    expect((await door(origin, 'state')).json.conversations).toEqual([]);
    child.kill('SIGTERM');
    // Windows has no signals: there the process just ends.
    expect(await once(child, 'exit')).toEqual(process.platform === 'win32' ? [null, 'SIGTERM'] : [0, null]);
  });
});

describe('the page that stands for Open WebUI', () => {
  test('shows who signed in and where the link wanted to go, as text', async () => {
    const { api } = await setUp();
    const redirect_to = encodeURIComponent('/c/1?a=1&b=2#<script>alert(1)</script>');
    const { json } = await api.post('/integrations/openwebui/sso', { redirect_to });
    const page = await read(await fetch(json.sso_url));
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(page.text).toContain('Signed in as Camille Roy (camille@demo.halext.example)');
    expect(page.text).toContain('Asked to go to: /c/1?a=1&amp;b=2#&lt;script&gt;');
    expect(page.text).not.toContain('<script>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('an unencoded target loses everything after its first &', async () => {
    const { api } = await setUp();
    const { json } = await api.post('/integrations/openwebui/sso', { redirect_to: '/c/1?a=1&b=2' });
    expect((await read(await fetch(json.sso_url))).text).toContain('Asked to go to: /c/1?a=1<');
  });

  test('refuses a link that ended, an access token, and nothing at all', async () => {
    const { api, clock, workspace } = await setUp();
    const { json } = await api.post('/integrations/openwebui/sso', {});
    const status = async (url: string) => (await fetch(url)).status;
    expect(await status(`${workspace.origin}/webui/sso?token=${api.token}`)).toBe(401);
    expect(await status(`${workspace.origin}/webui/sso`)).toBe(401);
    expect(await status(`${workspace.origin}/webui/`)).toBe(200);
    clock.advance(86_400_000);
    expect(await status(json.sso_url)).toBe(401);
  });
});
