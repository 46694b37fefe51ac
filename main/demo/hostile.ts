/** Markdown that tries what a careless viewer would do: run, load, open, deceive, or never come back. */
export const HOSTILE_MARKDOWN = [
  '# Hostile Markdown',
  '<script>document.title = "owned"</script><img src=x onerror="document.title=\'owned\'">',
  '<iframe src="https://tracker.example/frame"></iframe><style>body{display:none}</style>',
  '![pixel](https://tracker.example/pixel.png "loaded by itself")',
  '![file](file:///etc/passwd) ![svg](data:image/svg+xml,%3Csvg%20onload=alert(1)%3E)',
  '[run](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) [file](file:///etc/passwd)',
  '[https://bank.example](https://attacker.example/login) <https://user:secret@attacker.example>',
  'Right to left: \u202Egpj.exe\u202C, zero width: pass\u200Bword, control: \u0007\u0000.',
  `${'> '.repeat(400)}deep quotation`,
  `${'- '.repeat(400)}deep list`,
  `${'['.repeat(2_000)}${'*'.repeat(2_000)}`,
  `$$\\def\\a{\\a\\a}\\a$$ and $\\href{javascript:alert(1)}{x}$ and $\\rule{99999em}{99999em}$`,
  `| ${'h | '.repeat(300)}\n| ${':-: | '.repeat(300)}\n| ${'<b>c</b> | '.repeat(300)}`,
  `One line: ${'w'.repeat(20_000)}`,
  '```js\nan open fence, at the very end',
].join('\n\n');

/** A picture of one grey point. */
export const TINY_PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';
