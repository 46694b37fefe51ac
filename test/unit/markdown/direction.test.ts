import { expect, test } from 'vitest';
import { directionOf } from '../../../renderer/markdown/direction.ts';

test.each([
  ['- مرحبا بالعالم\n- hello', 'rtl'],
  ['1. שלום\n2. עולם', 'rtl'],
  ['- hello\n- مرحبا', 'ltr'],
  ['**(2024)** — مرحبا', 'rtl'],
  ['`npm install` يثبّت الحزمة', 'rtl'],
  ['[نص](https://example.org/a)', 'rtl'],
  ['https://example.org/a مرحبا', 'rtl'],
  ['12 345 %', 'ltr'],
  ['', 'ltr'],
  ['Привет', 'ltr'],
  ['你好', 'ltr'],
])('%j is written %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

test('only the beginning is looked at: a huge block costs no more than a small one', () => {
  expect(directionOf(`${'1 '.repeat(100_000)}مرحبا`)).toBe('ltr');
});
