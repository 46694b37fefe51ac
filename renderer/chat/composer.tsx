import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, Conversation } from '../../preload/contract.ts';
import { useCommand } from '../app/commands.ts';
import { useApp } from '../app/store.ts';
import { newRun } from '../runs/view.ts';
import { call } from '../ui/bridge.ts';
import { errorSentence } from '../ui/error-sentence.ts';
import { Note } from '../ui/note.tsx';
import { sendMessage, stopWaiting } from './actions.ts';
import { ComposerBar } from './composer-bar.tsx';
import { appended, editQueued, offerComposer } from './composer-link.ts';
import { afterSending } from './draft.ts';
import { lastQueued, waitingFor } from './thread-state.ts';
import { useThread } from './thread-store.ts';
import { count } from './time.ts';
import { useDraft } from './use-draft.ts';

/** More than any model reads at once; the server itself has no limit. */
export const MAX_MESSAGE = 200_000;

/**
 * Where a message is written. The text is its own state: typing draws nothing but this. The text leaves the field only
 * when main has stored the message.
 */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t, i18n } = useTranslation();
  const { id } = conversation;
  const { text, setText, flush } = useDraft(id);
  const [override, setOverride] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const sending = useRef(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const offline = useApp((state) => state.sync.kind === 'offline');
  const tooLong = text.length > MAX_MESSAGE;
  const empty = text.trim() === '';

  useEffect(() => {
    return offerComposer({
      conversationId: id,
      insert: (more) => setText((now) => appended(now, more)),
      focus: () => field.current?.focus(),
    });
  }, [id, setText]);
  useEffect(() => {
    addEventListener('blur', flush);
    return () => removeEventListener('blur', flush);
  }, [flush]);
  useCommand('stop', stopLast);

  const send = useCallback(async () => {
    const sent = field.current?.value ?? '';
    if (sending.current || sent.trim() === '' || sent.length > MAX_MESSAGE) return;
    sending.current = true;
    const failure = await sendMessage(id, sent.trim(), override);
    sending.current = false;
    setError(failure);
    if (failure) return;
    setText((now) => afterSending(now, sent));
    flush();
  }, [id, override, setText, flush]);

  const addClipboard = useCallback(async () => {
    const result = await call('quick.clipboard', null);
    if (!result.ok) setError(result.error);
    else if (result.value.text !== '') setText((now) => appended(now, result.value.text));
    field.current?.focus();
  }, [setText]);

  const giveToAgent = useCallback(() => newRun(field.current?.value.trim() ?? '', id), [id]);

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' && text === '' && editLast()) {
      event.preventDefault();
    }
  };

  return (
    <div className="composer-wrap" data-area="composer">
      {error && (
        <div className="composer-note">
          <Note kind="bad" live>
            {errorSentence(t, error)} {t('chat.textKept')}
          </Note>
        </div>
      )}
      {tooLong && (
        <div className="composer-note">
          <Note kind="warn" live>
            {t('chat.tooLong', {
              n: count(text.length, i18n.language),
              most: count(MAX_MESSAGE, i18n.language),
            })}
          </Note>
        </div>
      )}
      <div className="composer field">
        <textarea
          ref={field}
          className="composer-text"
          aria-label={t('chat.message')}
          placeholder={offline ? t('chat.writeOffline') : t('chat.write')}
          value={text}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setText(() => value);
          }}
          onBlur={flush}
          onKeyDown={press}
          data-area-focus
        />
        <ComposerBar
          conversation={conversation}
          override={override}
          onOverride={setOverride}
          onClipboard={addClipboard}
          onAgent={giveToAgent}
          onSend={send}
          blocked={empty ? 'empty' : tooLong ? 'tooLong' : null}
        />
      </div>
    </div>
  );
}

function stopLast(): void {
  const { thread } = useThread.getState();
  const waiting = thread.kind === 'open' ? waitingFor(thread.stretch.messages) : null;
  if (waiting) void stopWaiting(waiting.id);
}

/** Takes the last queued message back; answers whether there was one. */
function editLast(): boolean {
  const { thread } = useThread.getState();
  const queued = thread.kind === 'open' ? lastQueued(thread.stretch.messages) : null;
  if (queued) void editQueued(queued);
  return queued !== null;
}
