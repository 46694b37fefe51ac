import { expect, test } from 'vitest';
import { requestToken } from '../../../main/halext/login.ts';
import { Secret } from '../../../main/secret.ts';
import { answering, type ExchangeName, recorded, responseOf } from './recorded.ts';

async function signIn(name: ExchangeName, password = 'pw & more') {
  const { http, requests } = answering(responseOf(recorded(name)));
  const result = await requestToken(http, 'https://halext.example/api', 'alice', new Secret(password));
  return { result, requests };
}

test('asks with a form and answers the token', async () => {
  const { result, requests } = await signIn('10-token-ok');
  expect(result.ok && result.value.reveal()).toBe('<jwt>');
  expect(requests[0]).toMatchObject({
    method: 'POST',
    url: 'https://halext.example/api/token',
    body: 'username=alice&password=pw+%26+more',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
});

test.each<[ExchangeName]>([['12-token-bad'], ['15-token-empty-pw']])('%s is a wrong password', async (name) => {
  const { result } = await signIn(name);
  expect(result).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'badCredentials' } });
});

test('a broken server is not a wrong password', async () => {
  const { result } = await signIn('71-owui-syncstatus-disabled');
  expect(result).toMatchObject({ ok: false, error: { kind: 'http', reason: 'serverFault' } });
});

test('neither the password nor the token shows in what is answered', async () => {
  const good = await signIn('10-token-ok');
  const bad = await signIn('12-token-bad', 'hunter2');
  expect(JSON.stringify([good.result, bad.result])).not.toMatch(/<jwt>|hunter2/);
});
