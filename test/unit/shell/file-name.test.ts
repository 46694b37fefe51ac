import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from '../../../main/shell/file-name.ts';

test.each([
  ['Five tenders, lot 2.md', 'Five tenders, lot 2.md'],
  ['Été à Saint-Malo.json', 'Été à Saint-Malo.json'],
  ['../../etc/passwd', 'etc-passwd'],
  ['C:\\Windows\\x.md', 'C-Windows-x.md'],
  ['a\u0000b\nc\u202Edm.exe', 'a b c dm.exe'],
  ['what? <now>|"then"*.md', 'what- -now-then-.md'],
  ['.hidden', 'hidden'],
  ['trailing. . ', 'trailing'],
  ['CON.md', '_CON.md'],
  ['lpt1', '_lpt1'],
  ['console.md', 'console.md'],
  ['  ', 'run'],
  ['...', 'run'],
])('%j → %j', (name, safe) => {
  expect(safeFileName(name, 'run')).toBe(safe);
});

test('a long name keeps its ending, and no character is cut in two', () => {
  const name = safeFileName(`${'x'.repeat(115)}😀😀😀.jsonl`, 'run');
  expect(name.endsWith('.jsonl')).toBe(true);
  expect(name.length).toBeLessThanOrEqual(120);
  expect(name.isWellFormed()).toBe(true);
});

test('whatever it is called, it is one harmless name', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (name) => {
      const safe = safeFileName(name, 'run');
      expect(safe).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}]{1,120}$/u);
      expect(safe).not.toMatch(/^[. ]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      expect(safeFileName(safe, 'run')).toBe(safe);
    }),
  );
});
