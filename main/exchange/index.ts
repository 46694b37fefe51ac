import type { Commands, ConversationFormat, ImportState } from '../../preload/contract.ts';
import { appError, assertNever, fail, ok, type Result } from '../errors.ts';
import type { Translate } from '../i18n.ts';
import type { ShellActions } from '../ports.ts';
import { type ImportDeps, importFile } from './import.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { readWhole, type WholeConversation, type WholeDeps } from './whole.ts';

export { exchangeProcedures } from './procedures.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

/** Conversations as files. Nothing is sent anywhere. */
export interface Exchange {
  /** Errors: `notFound`, `storage`. */
  export(request: Request<'exchange.export'>): Reply<'exchange.export'>;
  /** Answers as soon as a file is chosen. Errors: `validation`/`importing`, `archive`; `storage`/`unreadable`. */
  import(): Reply<'exchange.import'>;
  state(): ImportState;
  /** What has been brought in stays. */
  cancel(): void;
  dismiss(): void;
  /** Ends what is under way; resolves when nothing is written any more. */
  close(): Promise<void>;
}

export interface ExchangeDeps extends Omit<ImportDeps, 'tell' | 'store'> {
  readonly store: WholeDeps['store'] & ImportDeps['store'];
  readonly accountIds: WholeDeps['accountIds'];
  readonly overlay: WholeDeps['overlay'];
  readonly translate: () => Translate;
  readonly shell: Pick<ShellActions, 'saveFile' | 'chooseFile'>;
  readonly onImport: (state: ImportState) => void;
}

export function createExchange(deps: ExchangeDeps): Exchange {
  const { clock, shell, translate } = deps;
  let state: ImportState = { kind: 'idle' };
  /** A file is being chosen or read. */
  let busy = false;
  let ending = new AbortController();
  let reading: Promise<void> = Promise.resolve();

  function tell(next: ImportState): void {
    state = next;
    deps.onImport(next);
  }

  async function choose(): Reply<'exchange.import'> {
    const chosen = await shell.chooseFile([{ name: 'JSON, ZIP', extensions: ['json', 'zip'] }], IN_ARCHIVE);
    if (!chosen.ok) return chosen;
    const file = chosen.value;
    if (file === null) return ok({ started: false });
    ending = new AbortController();
    reading = importFile({ ...deps, tell }, file, ending.signal)
      .then((report) => tell({ kind: 'finished', report }))
      .finally(() => {
        busy = false;
      });
    return ok({ started: true });
  }

  return {
    async export({ conversationId, format }) {
      const whole = await readWhole(deps, conversationId);
      if (!whole.ok) return whole;
      const name = whole.value.conversation.title || translate()('chat.untitled');
      return shell.saveFile(`${name}.${ENDINGS[format]}`, written(whole.value, format, clock.now(), translate()));
    },
    async import() {
      if (busy) return fail(appError('validation', 'a file is being brought in', { reason: 'importing' }));
      busy = true;
      const chosen = await choose();
      if (!chosen.ok || !chosen.value.started) busy = false;
      return chosen;
    },
    state: () => state,
    cancel: () => ending.abort(),
    dismiss() {
      if (state.kind === 'finished') tell({ kind: 'idle' });
    },
    async close() {
      ending.abort();
      await reading;
    },
  };
}

/** What ChatGPT calls the file of an export that holds the conversations. */
const IN_ARCHIVE = 'conversations.json';

const ENDINGS: Readonly<Record<ConversationFormat, string>> = { markdown: 'md', json: 'json' };

function written(whole: WholeConversation, format: ConversationFormat, now: number, t: Translate): string {
  switch (format) {
    case 'markdown':
      return toMarkdown(whole, now, t);
    case 'json':
      return toJson(whole, now);
    default:
      return assertNever(format);
  }
}
