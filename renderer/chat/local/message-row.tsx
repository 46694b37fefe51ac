import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalAnswer, Message } from '../../../preload/contract.ts';
import { TargetPicker } from '../../sources/target-picker.tsx';
import { IconButton, join } from '../../ui/button.tsx';
import { DemoMark } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { copyText } from '../actions.ts';
import { MessageBody } from '../message-body.tsx';
import { isAnswering } from '../thread-state.ts';
import { fullTime, timeOfDay } from '../time.ts';
import { regenerate } from './actions.ts';
import { AnswerNotes } from './answer-notes.tsx';
import { BranchSwitch } from './branches.tsx';
import { EditQuestion } from './edit-question.tsx';
import { beginEdit, useEdits } from './edits.ts';
import { Reasoning } from './reasoning.tsx';

export interface LocalRowProps {
  readonly message: Message;
  /** An answer is being made in this conversation: nothing else can be asked until it ends. */
  readonly busy: boolean;
  /** The search hit one has jumped to. */
  readonly found: boolean;
}

/** One message of a conversation kept here: a question, or an answer with who gave it and how. */
export const LocalRow = memo(function LocalRow({ message, busy, found }: LocalRowProps) {
  const answer = message.local?.answer ?? null;
  return answer ? (
    <AnswerRow message={message} answer={answer} busy={busy} found={found} />
  ) : (
    <QuestionRow message={message} busy={busy} found={found} />
  );
});

function QuestionRow({ message, busy, found }: LocalRowProps) {
  const { t } = useTranslation();
  const { id, content } = message;
  const editing = useEdits((state) => state.edits[id]?.open ?? false);
  const blocked = busy ? t('targets.answeringNow') : null;
  return (
    <article className={join('msg', 'mine', found && 'found')} aria-label={t('chat.you')}>
      <span className="face" aria-hidden="true">
        <Icon name="user" />
      </span>
      <div className="msg-main">
        <header className="msg-head">
          <span className="strong cut">{t('chat.you')}</span>
          <Time at={message.createdAt} />
          <BranchSwitch message={message} />
          <span className="acts">
            <IconButton small icon="copy" label={t('chat.copyMessage')} onClick={() => copyText(content)} />
            <IconButton
              small
              icon="edit"
              label={t('chat.editQuestion')}
              disabled={editing}
              onClick={() => beginEdit(id, content)}
            />
          </span>
        </header>
        {editing ? <EditQuestion message={message} blocked={blocked} /> : <MessageBody message={message} />}
      </div>
    </article>
  );
}

function AnswerRow({ message, answer, busy, found }: LocalRowProps & { answer: LocalAnswer }) {
  const { t } = useTranslation();
  const { content, modelUsed } = message;
  const { sourceName, target, demo } = answer;
  const live = isAnswering(message);
  const model = modelUsed ?? target.model;
  return (
    <article
      className={join('msg', found && 'found')}
      aria-label={t('targets.answerOf', { source: sourceName })}
      aria-busy={live || undefined}
    >
      <span className="face face-ai" aria-hidden="true">
        <Icon name="mark" />
      </span>
      <div className="msg-main">
        <header className="msg-head">
          <span className="strong cut">{sourceName}</span>
          {model !== null && (
            <span className="by" title={model}>
              <span className="mono">{model}</span>
            </span>
          )}
          {demo && <DemoMark label={t('app.demo')} />}
          <Time at={message.createdAt} />
          <BranchSwitch message={message} />
          {!live && (
            <span className="acts">
              <IconButton small icon="copy" label={t('chat.copyAnswer')} onClick={() => copyText(content)} />
              <Again message={message} busy={busy} />
            </span>
          )}
        </header>
        <Reasoning text={answer.reasoning} live={live && content === ''} />
        {content !== '' && <MessageBody message={message} live={live} />}
        <AnswerNotes message={message} answer={answer} />
      </div>
    </article>
  );
}

/** Another answer to the same question: as the conversation says, or from somebody else this once. */
function Again({ message, busy }: { message: Message; busy: boolean }) {
  const { t } = useTranslation();
  const why = busy ? { title: t('targets.answeringNow') } : {};
  return (
    <>
      <IconButton
        small
        icon="retry"
        label={t('targets.again')}
        disabled={busy}
        {...why}
        onClick={() => void regenerate(message.id, null)}
      />
      <TargetPicker
        value={null}
        onChange={(target) => void regenerate(message.id, target)}
        button={(props) => (
          <IconButton small icon="branch" label={t('targets.askOther')} disabled={busy} {...why} {...props} />
        )}
      />
    </>
  );
}

function Time({ at }: { at: number }) {
  const { i18n } = useTranslation();
  return (
    <time className="faint num small" dateTime={new Date(at).toISOString()} title={fullTime(at, i18n.language)}>
      {timeOfDay(at, i18n.language)}
    </time>
  );
}
