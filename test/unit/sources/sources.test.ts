import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../../main/accounts/secret-store.ts';
import { appError, fail } from '../../../main/errors.ts';
import { Secret } from '../../../main/secret.ts';
import { headerEntry, keyEntry } from '../../../main/sources/entries.ts';
import type { Source } from '../../../preload/contract.ts';
import { aguiDraft, desk, disk, gatewayDraft, KEY, must, TOKEN } from './desk.ts';

/** What the keychain holds under a name. */
async function kept(secrets: ReturnType<typeof desk>['secrets'], entry: string): Promise<string | null> {
  return must(await secrets.get(entry))?.reveal() ?? null;
}

describe('what is kept', () => {
  test('is there at the next start, with its secrets ready to be sent', async () => {
    const { start } = desk();
    const first = start();
    const gateway = must(await first.save(gatewayDraft({ model: 'harpou-agent/local/small' })));
    const agent = must(await first.save(aguiDraft()));
    const again = start();
    expect(again.list()).toEqual([gateway, agent]);
    expect(gateway).toMatchObject({ hasKey: true, model: 'local/small', demo: false });
    expect(must(await again.access(gateway.id))).toEqual({
      source: gateway,
      headers: { Authorization: `Bearer ${KEY}` },
    });
    expect(must(await again.access(agent.id)).headers).toEqual({
      Authorization: `Bearer ${TOKEN}`,
      'X-Team': 'north',
    });
  });

  test('holds no secret outside the keychain: not on disk, not in what is told, listed or refused', async () => {
    const { start, file } = desk();
    const sources = start();
    const told: unknown[] = [];
    sources.subscribe(() => told.push(sources.list()));
    const gateway = must(await sources.save(gatewayDraft()));
    const agent = must(await sources.save(aguiDraft()));
    const refused = [
      await sources.save(gatewayDraft({ address: `https://user:${KEY}@host` })),
      await sources.save(gatewayDraft({ key: `${KEY}\nX-Evil: 1` })),
      await sources.save(aguiDraft({ headers: [{ name: 'X', value: `${TOKEN}\u0000`, secret: true }] })),
      await sources.save(aguiDraft({ forwardedProps: `{"token": "${TOKEN}"` })),
    ];
    expect(refused.map((each) => each.ok)).toEqual([false, false, false, false]);
    const seen = JSON.stringify([file.content, told, sources.list(), gateway, agent, refused]);
    expect(seen).toContain('X-Team');
    expect(seen).not.toContain(KEY);
    expect(seen).not.toContain(TOKEN);
  });

  test('a source without a key is asked without one', async () => {
    const sources = desk().start();
    const open = must(await sources.save(gatewayDraft({ key: null })));
    expect(open).toMatchObject({ hasKey: false });
    expect(must(await sources.access(open.id)).headers).toEqual({});
  });

  test('a disk that refuses is told; the source holds for this run', async () => {
    const { start, file } = desk();
    const sources = start();
    file.readOnly = true;
    expect(await sources.save(gatewayDraft())).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(sources.list()).toHaveLength(1);
    expect(file.content).toBeUndefined();
  });
});

describe('a change', () => {
  test('leaves the key alone, replaces it, or forgets it', async () => {
    const { start, secrets } = desk();
    const sources = start();
    const { id } = must(await sources.save(gatewayDraft()));
    const { key: _left, ...rest } = gatewayDraft({ id, name: 'Renamed' });
    expect(must(await sources.save(rest))).toMatchObject({ name: 'Renamed', hasKey: true });
    expect(must(await sources.access(id)).headers).toEqual({ Authorization: `Bearer ${KEY}` });
    await sources.save(gatewayDraft({ id, key: ' Bearer sk-next\n' }));
    expect(must(await sources.access(id)).headers).toEqual({ Authorization: 'Bearer sk-next' });
    expect(must(await sources.save(gatewayDraft({ id, key: null })))).toMatchObject({ hasKey: false });
    expect(await kept(secrets, keyEntry(id))).toBeNull();
    expect(sources.list()).toHaveLength(1);
  });

  test.each([['https://other.example.org'], ['http://gateway.example.org'], ['https://gateway.example.org:8443']])(
    'of address to %s forgets what was meant for the other server',
    async (address) => {
      const { start, secrets } = desk();
      const sources = start();
      const { id } = must(await sources.save(gatewayDraft()));
      const { key: _left, ...moved } = gatewayDraft({ id, address });
      expect(must(await sources.save(moved))).toMatchObject({ hasKey: false });
      expect(must(await sources.access(id)).headers).toEqual({});
      expect(await kept(secrets, keyEntry(id))).toBeNull();
    },
  );

  test('of the path keeps the secrets; of the server keeps those that were given again', async () => {
    const { start, secrets } = desk();
    const sources = start();
    const { id } = must(await sources.save(aguiDraft()));
    const headers = [
      { name: 'authorization', value: null, secret: true },
      { name: 'X-Team', value: 'north', secret: false },
    ];
    await sources.save(aguiDraft({ id, headers, address: 'https://agents.example.org/other?v=2' }));
    expect(must(await sources.access(id)).headers).toMatchObject({ authorization: `Bearer ${TOKEN}` });
    const given = [...headers, { name: 'X-Api-Key', value: 'new-one', secret: true }];
    await sources.save(aguiDraft({ id, headers: given, address: 'https://elsewhere.example.org/' }));
    expect(must(await sources.access(id)).headers).toEqual({ 'X-Team': 'north', 'X-Api-Key': 'new-one' });
    expect(await kept(secrets, headerEntry(id, 'Authorization'))).toBeNull();
  });

  test('killed in the middle, it never pairs a secret with another server', async () => {
    const { start, secrets, file } = desk();
    const { id } = must(await start().save(gatewayDraft()));
    const steps: string[] = [];
    const spied = desk(file, {
      ...secrets,
      delete(key) {
        steps.push('forget');
        return secrets.delete(key);
      },
      set(key, value) {
        steps.push('keep');
        return secrets.set(key, value);
      },
    });
    const write = file.write;
    file.write = (value) => {
      steps.push('write');
      write(value);
    };
    await spied.start().save(gatewayDraft({ id, address: 'https://other.example.org', key: 'sk-other' }));
    expect(steps).toEqual(['forget', 'write', 'keep']);
  });

  test('of what is not there, or of another kind, is refused', async () => {
    const sources = desk().start();
    const { id } = must(await sources.save(gatewayDraft()));
    for (const draft of [gatewayDraft({ id: 'nobody' }), aguiDraft({ id })]) {
      expect(await sources.save(draft)).toMatchObject({ ok: false, error: { kind: 'notFound', reason: 'source' } });
    }
  });

  test('removing takes the secrets too', async () => {
    const { start, secrets, file } = desk();
    const sources = start();
    const { id } = must(await sources.save(aguiDraft()));
    const told: string[] = [];
    sources.subscribe((each) => told.push(each));
    expect(await sources.remove(id)).toEqual({ ok: true, value: null });
    expect([sources.list(), told, start().list()]).toEqual([[], [id], []]);
    expect(await kept(secrets, headerEntry(id, 'Authorization'))).toBeNull();
    expect(JSON.stringify(file.content)).not.toContain('Ledger');
    expect(await sources.access(id)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
  });
});

describe('without a keychain', () => {
  const broken = { ...createMemoryStore(), set: async () => fail(appError('keychain', 'x', { reason: 'noService' })) };

  test('a key holds for this run; at the next one it is missing, and said to be', async () => {
    const { start } = desk(disk(), broken);
    const { id } = must(await start().save(gatewayDraft()));
    const first = start();
    await first.save(gatewayDraft({ id }));
    expect(must(await first.access(id)).headers).toEqual({ Authorization: `Bearer ${KEY}` });
    expect(await start().access(id)).toMatchObject({ ok: false, error: { kind: 'keychain', reason: 'missing' } });
  });

  test('a locked one is not a missing key', async () => {
    const secrets = createMemoryStore();
    const file = disk();
    const { id } = must(await desk(file, secrets).start().save(gatewayDraft()));
    const locked = { ...secrets, get: async () => fail(appError('keychain', 'x', { reason: 'locked' })) };
    expect(await desk(file, locked).start().access(id)).toMatchObject({
      ok: false,
      error: { kind: 'keychain', reason: 'locked' },
    });
  });
});

describe('the demo workspace', () => {
  const demoGateway: Source = {
    kind: 'gateway',
    id: 'demo-gateway',
    name: 'Demo gateway',
    address: 'http://127.0.0.1:4000/gateway',
    demo: true,
    hasKey: true,
    model: null,
  };

  const KEYS = new Map([['demo-gateway', new Secret('demo-key')]]);

  test('its sources come first, with the key of this run, and leave nothing behind', async () => {
    const { start, file } = desk();
    const sources = start();
    const mine = must(await sources.save(gatewayDraft()));
    const told: string[] = [];
    sources.subscribe((id) => told.push(id));
    sources.setDemo([demoGateway], KEYS);
    sources.setDemo([demoGateway], KEYS);
    expect(sources.list()).toEqual([demoGateway, mine]);
    expect(must(await sources.access('demo-gateway')).headers).toEqual({ Authorization: 'Bearer demo-key' });
    await sources.models({ id: 'demo-gateway', refresh: false });
    await sources.save(gatewayDraft({ id: mine.id }));
    sources.setDemo([], new Map());
    expect(sources.list()).toEqual([mine]);
    expect(told).toEqual(['demo-gateway', mine.id, 'demo-gateway']);
    expect(JSON.stringify(file.content)).not.toContain('demo-');
  });

  test('they cannot be changed or removed', async () => {
    const sources = desk().start();
    sources.setDemo([demoGateway], new Map());
    expect(await sources.save(gatewayDraft({ id: 'demo-gateway' }))).toMatchObject({ ok: false });
    expect(await sources.remove('demo-gateway')).toMatchObject({ ok: false });
    expect(sources.list()).toEqual([demoGateway]);
  });
});
