import { useTranslation } from 'react-i18next';
import type { Message } from '../../preload/contract.ts';
import { useElapsed } from '../app/now.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence, isRefusal } from '../ui/error-sentence.ts';
import { Note } from '../ui/note.tsx';
import { askAgain, discardMessage, sendAgain } from './actions.ts';
import { editQueued } from './composer-link.ts';
import { isMock, isRerouted, providerOf, shortModel } from './models.ts';
import { roughly } from './time.ts';

interface AnswerProps {
  readonly message: Message;
  readonly question: Message | null;
  readonly modelId: string | null;
}

/** What to know about an answer: no model wrote it, or another one than was asked. */
export function AnswerNotes({ message, question, modelId }: AnswerProps) {
  const { t } = useTranslation();
  const { modelUsed, modelAsked } = message;
  if (isMock(modelUsed)) {
    return (
      <Note kind="warn">
        {t('chat.mock')} {question && <AskAgain question={question} modelId={modelAsked ?? modelId} />}
      </Note>
    );
  }
  if (!isRerouted(modelAsked, modelUsed) || modelAsked === null || modelUsed === null) return null;
  const moved = providerOf(modelAsked) !== providerOf(modelUsed);
  return (
    <Note kind="warn">
      {t('chat.rerouted', { asked: modelAsked, used: modelUsed })}{' '}
      {moved && t('chat.reroutedProvider', { provider: providerOf(modelUsed) })}
    </Note>
  );
}

function AskAgain({ question, modelId }: { question: Message; modelId: string | null }) {
  const { t } = useTranslation();
  return (
    <Button kind="link" title={t('chat.askAgainHint')} onClick={() => void askAgain(question, modelId)}>
      {modelId === null ? t('chat.askAgain') : t('chat.askAgainWith', { model: shortModel(modelId) })}
    </Button>
  );
}

/** What to know about a question of ours: nobody knows whether it arrived, or its answer did not come. */
export function QuestionNotes({ message, modelId }: { message: Message; modelId: string | null }) {
  const { t } = useTranslation();
  if (message.state.kind === 'deciding') return <Deciding message={message} state={message.state} />;
  if (message.state.kind !== 'stored') return null;
  switch (message.answer) {
    case 'failed':
      return (
        <Note kind="bad">
          {t('chat.answerFailed')} <AskAgain question={message} modelId={modelId} />
        </Note>
      );
    case 'lost':
      return (
        <Note kind="warn" sign="offline">
          {t('chat.answerLost')} <AskAgain question={message} modelId={modelId} />
        </Note>
      );
    case 'none':
    case 'awaited':
      return null;
  }
}

type DecidingState = Extract<Message['state'], { kind: 'deciding' }>;

/** The three ways on, with what is known: refused for sure, or of unknown outcome. */
function Deciding({ message, state }: { message: Message; state: DecidingState }) {
  const { t } = useTranslation();
  const elapsed = useElapsed(state.since);
  const refused = isRefusal(state.error);
  return (
    <Note
      kind="warn"
      sign="waiting"
      actions={
        <>
          <Button size="small" icon="retry" onClick={() => void sendAgain(message.id)}>
            {t('chat.sendAgain')}
          </Button>
          <Button size="small" onClick={() => void editQueued(message)}>
            {t('chat.backToComposer')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => void discardMessage(message.id)}>
            {t('chat.discard')}
          </Button>
        </>
      }
    >
      <b>{refused ? t('chat.refusedTitle') : t('chat.unknownTitle')}</b>{' '}
      {refused
        ? t('chat.refusedText', { cause: errorSentence(t, state.error) })
        : t('chat.unknownText', { elapsed: roughly(elapsed, t) })}
    </Note>
  );
}
