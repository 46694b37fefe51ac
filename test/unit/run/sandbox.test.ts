import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SandboxQuestion, sandboxObstacle } from '../../run/sandbox.ts';

let settings = '';
beforeEach(() => {
  settings = mkdtempSync(join(tmpdir(), 'companion-kernel-'));
});
afterEach(() => rmSync(settings, { recursive: true, force: true, maxRetries: 10 }));

function ask(more: Partial<SandboxQuestion> = {}, kernel: Record<string, string> = {}): string | null {
  for (const [name, value] of Object.entries(kernel)) {
    mkdirSync(dirname(join(settings, name)), { recursive: true });
    writeFileSync(join(settings, name), `${value}\n`);
  }
  return sandboxObstacle({ platform: 'linux', isRoot: false, electron: join(settings, 'electron'), settings, ...more });
}

test('nothing is in the way on a usual system, nor where the kernel tells nothing', () => {
  expect(
    ask({}, { 'kernel/apparmor_restrict_unprivileged_userns': '0', 'user/max_user_namespaces': '63000' }),
  ).toBeNull();
  expect(ask({ settings: join(settings, 'missing') })).toBeNull();
});

test.each([
  ['kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['kernel/unprivileged_userns_clone', '0'],
  ['user/max_user_namespaces', '0'],
])('%s = %s refuses it, on Linux only', (name, value) => {
  expect(ask({}, { [name]: value })).toBe('this system gives programs no user namespaces');
  expect(ask({ platform: 'darwin' })).toBeNull();
});

test('root gets none', () => {
  expect(ask({ isRoot: true })).toBe('the program runs as root');
});
