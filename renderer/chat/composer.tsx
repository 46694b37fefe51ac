import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
import { MAX_MESSAGE } from './limits.ts';
import { stopAnswer } from './local/actions.ts';
import { LocalComposerBar } from './local/composer-bar.tsx';
import { SourceGone } from './local/source-gone.tsx';
import { answeringNow, lastQueued, unsettledNow, waitingFor } from './thread-state.ts';
import { type Thread, useThread } from './thread-store.ts';
import { count } from './time.ts';
import { useDraft } from './use-draft.ts';

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
  const local = conversation.local;
  const unsettled = useUnsettled(local !== null);
  const mayAsk = unsettled === null;

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
    if (sending.current || !mayAsk || sent.trim() === '' || sent.length > MAX_MESSAGE) return;
    sending.current = true;
    const failure = await sendMessage(id, sent.trim(), override);
    sending.current = false;
    setError(failure);
    if (failure) return;
    setText((now) => afterSending(now, sent));
    flush();
  }, [id, override, mayAsk, setText, flush]);

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

  function blockedSentence(): string | null {
    if (unsettled) return unsettled.kind === 'answering' ? t('targets.answeringNow') : t('targets.crossFirst');
    if (empty) return t('chat.sendEmpty');
    return tooLong ? t('chat.sendTooLong') : null;
  }

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
      {local && <SourceGone chain={local.chain} />}
      <div className="composer field">
        <textarea
          ref={field}
          className="composer-text"
          dir="auto"
          aria-label={t('chat.message')}
          placeholder={offline && !local ? t('chat.writeOffline') : t('chat.write')}
          value={text}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setText(() => value);
          }}
          onBlur={flush}
          onKeyDown={press}
          data-area-focus
        />
        {local ? (
          <LocalComposerBar
            conversation={conversation}
            local={local}
            answeringId={unsettled?.kind === 'answering' ? unsettled.id : null}
            onClipboard={addClipboard}
            onAgent={giveToAgent}
            onSend={send}
            blocked={blockedSentence()}
          />
        ) : (
          <ComposerBar
            conversation={conversation}
            override={override}
            onOverride={setOverride}
            onClipboard={addClipboard}
            onAgent={giveToAgent}
            onSend={send}
            blocked={empty ? 'empty' : tooLong ? 'tooLong' : null}
          />
        )}
      </div>
    </div>
  );
}

/** What must end before the next question of a conversation kept here: the same object as long as it is the same. */
function useUnsettled(isLocal: boolean): { readonly kind: 'answering' | 'crossing'; readonly id: number } | null {
  const message = ({ thread }: { thread: Thread }) =>
    isLocal && thread.kind === 'open' ? unsettledNow(thread.stretch.messages) : null;
  const id = useThread((state) => message(state)?.id ?? null);
  const kind = useThread((state) =>
    message(state)?.local?.answer?.state.kind === 'crossing' ? 'crossing' : 'answering',
  );
  return useMemo(() => (id === null ? null : { kind, id }), [kind, id]);
}

function stopLast(): void {
  const { thread } = useThread.getState();
  if (thread.kind !== 'open') return;
  const { messages } = thread.stretch;
  const answering = answeringNow(messages);
  const waiting = waitingFor(messages);
  if (answering) void stopAnswer(answering.id);
  else if (waiting) void stopWaiting(waiting.id);
}

/** Takes the last queued message back; answers whether there was one. */
function editLast(): boolean {
  const { thread } = useThread.getState();
  const queued = thread.kind === 'open' ? lastQueued(thread.stretch.messages) : null;
  if (queued) void editQueued(queued);
  return queued !== null;
}
