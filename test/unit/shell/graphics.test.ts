import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openGraphics } from '../../../main/shell/graphics.ts';

let profile = '';

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'companion-graphics-'));
  onTestFinished(() => rmSync(profile, { recursive: true }));
});

const open = (electron = '45.4.1') => openGraphics(profile, electron);

test('one crash is an accident, a second within five minutes is once too often, and said once', () => {
  const graphics = open();
  expect(graphics.crashed(0)).toBe(false);
  expect(graphics.crashed(6 * 60_000)).toBe(false);
  expect(graphics.state()).toBe('on');
  expect(open().state()).toBe('on');
  expect(graphics.crashed(7 * 60_000)).toBe(true);
  expect(graphics.state()).toBe('offNext');
  expect(graphics.crashed(7 * 60_000 + 1)).toBe(false);
  expect(open().state()).toBe('off');
});

test('a run without it has nothing left to switch off', () => {
  const first = open();
  first.crashed(0);
  first.crashed(1);
  const second = open();
  expect([second.crashed(2), second.crashed(3)]).toEqual([false, false]);
  expect(second.state()).toBe('off');
});

test('there are two ways back: somebody wants it, or Electron is another one', () => {
  const graphics = open();
  graphics.crashed(0);
  graphics.crashed(1);
  expect(open('46.0.0').state()).toBe('on');
  expect(open().state()).toBe('off');
  open().tryAgain();
  expect(open().state()).toBe('on');
  expect(readdirSync(profile)).toEqual([]);
});

test.each(['', '{', '[]', '{"acceleration":"off"}', '{"acceleration":"sometimes","electron":"45.4.1"}'])(
  'a file that says %j switches nothing off',
  (text) => {
    writeFileSync(join(profile, 'graphics.json'), text);
    expect(open().state()).toBe('on');
  },
);

test('a profile that cannot be written stops nothing', () => {
  const graphics = openGraphics(join(profile, 'missing'), '45.4.1');
  graphics.crashed(0);
  expect(graphics.crashed(1)).toBe(true);
  graphics.tryAgain();
});
