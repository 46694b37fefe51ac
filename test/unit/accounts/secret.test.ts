import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../../main/secret.ts';

test('a secret is given away by reveal() and by nothing else', () => {
  const secret = new Secret('hunter2');
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ nested: [secret] }),
    inspect(secret, { showHidden: true, depth: 9 }),
    inspect({ nested: { secret } }),
    format('%s %o %j', secret, secret, secret),
    Object.values(secret).join(),
  ];
  expect(shown.join('\n')).not.toContain('hunter2');
  expect(secret.reveal()).toBe('hunter2');
});
