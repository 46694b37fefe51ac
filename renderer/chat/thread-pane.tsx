import { useTranslation } from 'react-i18next';
import type { Account } from '../../preload/contract.ts';
import { runCommand } from '../app/commands.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon } from '../ui/icon.tsx';
import { Composer } from './composer.tsx';
import { useSelected } from './list-store.ts';
import { NothingOpen } from './nothing-open.tsx';
import { OpenWebui } from './open-webui.tsx';
import { ProblemNote } from './problem-note.tsx';
import { RunCards } from './run-cards.tsx';
import { Thread } from './thread.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { openThread, useThread } from './thread-store.ts';

/** The right side: the open conversation, or what to do when none is. */
export function ThreadPane({ account }: { account: Account }) {
  const { t } = useTranslation();
  const conversation = useSelected();
  if (!conversation) {
    return (
      <section className="content" data-area="thread">
        <header className="bar">
          <ListFold />
          <span className="push" />
          <OpenWebui />
        </header>
        <NothingOpen />
        <ProblemNote />
      </section>
    );
  }
  const gone = conversation.presence === 'gone';
  return (
    <section className="content" aria-label={conversation.title || t('chat.untitled')}>
      <ThreadHeader conversation={conversation} demo={account.demo} fold={<ListFold />} />
      {conversation.gap && !gone && (
        <p className="strip">
          <Icon name="branch" />
          {t('chat.gap')}
        </p>
      )}
      <ThreadBody account={account} conversationId={conversation.id} modelId={conversation.modelId} />
      <RunCards conversationId={conversation.id} />
      <ProblemNote />
      {gone ? <Gone /> : <Composer key={conversation.id} conversation={conversation} />}
    </section>
  );
}

interface BodyProps {
  readonly account: Account;
  readonly conversationId: number;
  readonly modelId: string | null;
}

function ThreadBody({ account, conversationId, modelId }: BodyProps) {
  const { t } = useTranslation();
  const thread = useThread((state) => state.thread);
  switch (thread.kind) {
    case 'none':
    case 'loading':
      return <div className="thread-area" aria-busy="true" />;
    case 'failed':
      return (
        <div className="thread-area empty" role="alert">
          <p>{errorSentence(t, thread.error)}</p>
          <Button icon="retry" onClick={() => void openThread(conversationId, null)}>
            {t('chat.tryAgain')}
          </Button>
        </div>
      );
    case 'open':
      if (thread.stretch.messages.length === 0) return <NothingSaid />;
      return (
        <Thread
          key={thread.stretch.conversationId}
          stretch={thread.stretch}
          start={thread.start}
          account={account}
          modelId={modelId}
        />
      );
  }
}

function NothingSaid() {
  const { t } = useTranslation();
  return (
    <div className="empty thread-area">
      <Icon name="chat" />
      <p>{t('chat.firstMessage')}</p>
    </div>
  );
}

/** No longer on the server: kept here to be read, nothing can be added. */
function Gone() {
  const { t } = useTranslation();
  return (
    <div className="composer-wrap">
      <p className="note note-info composer-note">
        <Icon name="database" />
        <span className="note-grow">{t('chat.goneText')}</span>
      </p>
    </div>
  );
}

/** Brings the list out in a narrow window. */
function ListFold() {
  const { t } = useTranslation();
  return (
    <Button className="list-fold" kind="quiet" icon="chat" onClick={() => runCommand('chats')}>
      {t('app.chats')}
    </Button>
  );
}
