import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Message } from '../../preload/contract.ts';
import { initials } from '../app/initials.ts';
import { IconButton, join } from '../ui/button.tsx';
import { DemoMark } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { askAgain, copyText } from './actions.ts';
import { MessageBody } from './message-body.tsx';
import { AnswerNotes, QuestionNotes } from './message-notes.tsx';
import { MessageStateLine } from './message-state-line.tsx';
import { usePainted } from './painted.ts';
import { fullTime, timeOfDay } from './time.ts';

export interface MessageRowProps {
  readonly message: Message;
  /** On an answer: the question it came to, when it is loaded. */
  readonly question: Message | null;
  readonly account: Account;
  /** The model of the conversation. */
  readonly modelId: string | null;
  /** The search hit one has jumped to. */
  readonly found: boolean;
}

/** One message: who, which model, when; the text; what is happening to it. */
export const MessageRow = memo(function MessageRow({ message, question, account, modelId, found }: MessageRowProps) {
  const { t, i18n } = useTranslation();
  const { author, modelUsed, content, createdAt } = message;
  const name = nameOf(message, t);
  usePainted(message.id, question?.id ?? null);
  return (
    <article className={join('msg', author === 'me' && 'mine', found && 'found')} aria-label={name}>
      <Face message={message} account={account} />
      <div className="msg-main">
        <header className="msg-head">
          <span className="strong cut" dir="auto">
            {name}
          </span>
          {author === 'ai' && (
            <span className="by" title={modelUsed ?? undefined}>
              {t('chat.answeredBy')} <span className="mono">{modelUsed ?? t('chat.modelUnknown')}</span>
            </span>
          )}
          {author === 'ai' && account.demo && <DemoMark label={t('app.demo')} />}
          <time
            className="faint num small"
            dateTime={new Date(createdAt).toISOString()}
            title={fullTime(createdAt, i18n.language)}
          >
            {timeOfDay(createdAt, i18n.language)}
          </time>
          <span className="acts">
            <IconButton
              small
              icon="copy"
              label={author === 'ai' ? t('chat.copyAnswer') : t('chat.copyMessage')}
              onClick={() => copyText(content)}
            />
            {question && (
              <IconButton
                small
                icon="retry"
                label={t('chat.askAgain')}
                title={t('chat.askAgainHint')}
                onClick={() => void askAgain(question, modelId)}
              />
            )}
          </span>
        </header>
        <MessageBody message={message} />
        {author === 'ai' && <AnswerNotes message={message} question={question} modelId={modelId} />}
        <MessageStateLine message={message} />
        {author === 'me' && <QuestionNotes message={message} modelId={modelId} />}
      </div>
    </article>
  );
});

function nameOf(message: Message, t: TFunction): string {
  switch (message.author) {
    case 'me':
      return t('chat.you');
    case 'ai':
      return t('chat.ai');
    case 'other':
      return message.authorName ?? t('chat.someone');
  }
}

function Face({ message, account }: { message: Message; account: Account }) {
  if (message.author === 'ai') {
    return (
      <span className="face face-ai" aria-hidden="true">
        <Icon name="mark" />
      </span>
    );
  }
  const name = message.author === 'me' ? account.displayName : (message.authorName ?? '');
  return (
    <span className="face" aria-hidden="true">
      {initials(name)}
    </span>
  );
}
