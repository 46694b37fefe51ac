import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { MAX_MESSAGE } from '../limits.ts';
import { editQuestion } from './actions.ts';
import { changeEdit, endEdit, leaveEdit, useEdits } from './edits.ts';

interface Props {
  readonly message: Message;
  /** Why it cannot be sent now, or `null`. */
  readonly blocked: string | null;
}

/** A question in its place, to be put in other words. It becomes a branch: the first wording and its answer stay. */
export function EditQuestion({ message, blocked }: Props) {
  const { t } = useTranslation();
  const { id } = message;
  const text = useEdits((state) => state.edits[id]?.text ?? message.content);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const reason = text.trim() === '' ? t('chat.sendEmpty') : text.length > MAX_MESSAGE ? t('chat.sendTooLong') : blocked;
  const send = async () => {
    if (reason !== null || busy) return;
    setBusy(true);
    const sent = await editQuestion(id, text.trim());
    setBusy(false);
    if (sent) endEdit(id);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') leaveEdit(id);
    else if (event.key === 'Enter' && !event.shiftKey) void send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="edit-question">
      <div className="field">
        <textarea
          ref={field}
          className="composer-text"
          dir="auto"
          aria-label={t('chat.editLabel')}
          value={text}
          onChange={(event) => changeEdit(id, event.currentTarget.value)}
          onKeyDown={press}
        />
      </div>
      <div className="row">
        <span className="small soft">{t('chat.editHint')}</span>
        <Button className="push" size="small" onClick={() => leaveEdit(id)}>
          {t('chat.cancel')}
        </Button>
        <Button
          kind="main"
          size="small"
          icon="send"
          busy={busy}
          disabled={reason !== null}
          title={reason ?? undefined}
          onClick={() => void send()}
        >
          {t('chat.editSend')}
        </Button>
      </div>
    </div>
  );
}
