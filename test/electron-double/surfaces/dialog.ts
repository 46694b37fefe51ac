import { strict } from '../strict.ts';

interface DialogRecord {
  readonly kind: 'open' | 'save' | 'message' | 'error';
  readonly options: unknown;
}

const records: DialogRecord[] = [];
const answers: unknown[] = [];

/** Takes `(options)` or `(window, options)`; answers what the test has queued, else as a person who cancels. */
function ask<Options, Answer>(kind: DialogRecord['kind'], cancelled: (options: Options) => Answer) {
  return (...args: unknown[]): Answer => {
    const options = args.at(-1) as Options;
    records.push({ kind, options });
    return answers.length > 0 ? (answers.shift() as Answer) : cancelled(options);
  };
}

function later<Args extends unknown[], Answer>(call: (...args: Args) => Answer) {
  return async (...args: Args): Promise<Answer> => call(...args);
}

const message = ask('message', ({ cancelId = 0 }: Electron.MessageBoxOptions) => ({
  response: cancelId,
  checkboxChecked: false,
}));

export const dialog = strict('dialog', {
  showOpenDialog: later(ask('open', (): Electron.OpenDialogReturnValue => ({ canceled: true, filePaths: [] }))),
  showSaveDialog: later(ask('save', (): Electron.SaveDialogReturnValue => ({ canceled: true, filePath: '' }))),
  showMessageBox: later(message),
  showMessageBoxSync: (...args: unknown[]) => message(...args).response,
  showErrorBox: (title: string, content: string) => void records.push({ kind: 'error', options: { title, content } }),
}) satisfies Partial<Electron.Dialog>;

export const dialogDrive = {
  list: () => [...records],
  /** Queues the result of the next dialog. */
  answer: (result: unknown) => void answers.push(result),
};
