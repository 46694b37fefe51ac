import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import type { Translate } from '../i18n.ts';
import type { RecoveryOptions, Remedy } from './window-recovery.ts';

export interface RecoveryDialogOptions {
  /** The system's own dialog: ours are drawn by the page that does not work. */
  readonly show: (options: MessageBoxOptions) => Promise<Pick<MessageBoxReturnValue, 'response'>>;
  readonly translate: () => Translate;
}

const REMEDIES = {
  crashed: ['reload', 'quit'],
  unresponsive: ['wait', 'reload', 'quit'],
} as const satisfies Record<string, readonly Remedy[]>;

/** Asks a person what to do about a window that does not work. Closing the question takes its first, mildest answer. */
export function createRecoveryDialog({ show, translate }: RecoveryDialogOptions): RecoveryOptions['ask'] {
  return async (trouble, signal) => {
    const t = translate();
    const remedies: readonly Remedy[] = REMEDIES[trouble];
    const words: Record<Remedy, string> = { wait: t('crash.wait'), reload: t('crash.reload'), quit: t('crash.quit') };
    const { response } = await show({
      type: 'warning',
      title: t('app.name'),
      message: trouble === 'crashed' ? t('crash.windowCrashed') : t('crash.windowHangs'),
      detail: t('crash.windowDetail'),
      buttons: remedies.map((remedy) => words[remedy]),
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    });
    return remedies[response] ?? 'reload';
  };
}
