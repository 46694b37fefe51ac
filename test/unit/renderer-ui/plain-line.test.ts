import { expect, test } from 'vitest';
import { plainLine } from '../../../renderer/ui/plain-line.ts';

test.each([
  ['### 2.4\n- **Fixed:** the shift', '2.4 Fixed: the shift'],
  ['1. one\n2. two', 'one two'],
  ['> quoted *word* and `code`', 'quoted word and code'],
  ['[the sheet](https://example.org/a_b) says', 'the sheet says'],
  ['| a | b |\n|---|--:|\n| 1 | 2 |', 'a b 1 2'],
  ['```python\nprint(1)\n```', 'print(1)'],
  ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
  ['plain', 'plain'],
])('%j', (markdown, line) => {
  expect(plainLine(markdown)).toBe(line);
});
