import type { MessageBoxOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import { createRecoveryDialog } from '../../../main/shell/recovery-dialog.ts';

async function ask(trouble: 'crashed' | 'unresponsive', response: number, language: 'en' | 'fr' = 'en') {
  let shown: MessageBoxOptions | undefined;
  const dialog = createRecoveryDialog({
    show: async (options) => {
      shown = options;
      return { response };
    },
    translate: () => createTranslator(language),
  });
  const { signal } = new AbortController();
  const remedy = await dialog(trouble, signal);
  return { remedy, signal, shown: shown as MessageBoxOptions };
}

describe.each([
  ['crashed', ['Load it again', 'Quit'], ['reload', 'quit']],
  ['unresponsive', ['Wait', 'Load it again', 'Quit'], ['wait', 'reload', 'quit']],
] as const)('%s', (trouble, buttons, remedies) => {
  test.each(remedies.map((remedy, at) => [remedy, at] as const))('%s is button %i', async (remedy, at) => {
    const asked = await ask(trouble, at);
    expect(asked.remedy).toBe(remedy);
    expect(asked.shown).toMatchObject({ buttons, cancelId: 0, defaultId: 0, signal: asked.signal });
  });

  test('in French too', async () => {
    const { shown } = await ask(trouble, 0, 'fr');
    expect(shown.buttons).not.toEqual(buttons);
    expect([shown.message, shown.detail, ...(shown.buttons ?? [])].join()).not.toMatch(/crash\./);
  });
});
