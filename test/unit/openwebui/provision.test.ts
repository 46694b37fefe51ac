import { expect, test } from 'vitest';
import { provision } from '../../../main/openwebui/provision.ts';
import { answeringJson, type ExchangeName, replay } from '../halext/recorded.ts';

test.each<[ExchangeName, object]>([
  ['203-owui-sync-created', { kind: 'created' }],
  ['204-owui-sync-again', { kind: 'exists' }],
  ['72-owui-syncuser-disabled', { kind: 'failed', detail: expect.stringContaining('OpenWebUI sync is disabled') }],
])('%s', async (name, outcome) => {
  expect(await provision(replay(name).api)).toEqual(outcome);
});

test.each([
  [{ success: true, action: 'exists', message: 'x', error: null }, { kind: 'exists' }],
  [
    { success: false, action: 'failed', message: 'Failed', error: 'Failed to authenticate as admin' },
    { kind: 'failed', detail: 'Failed to authenticate as admin' },
  ],
  [
    { success: false, action: null, message: 'Sync is off', error: null },
    { kind: 'failed', detail: 'Sync is off' },
  ],
])('%o', async (body, outcome) => {
  expect(await provision(answeringJson(body).api)).toEqual(outcome);
});
