import './local.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerState, LocalAnswer, Message } from '../../../preload/contract.ts';
import { useElapsed } from '../../app/now.ts';
import { KnownCause } from '../../health/known-cause.tsx';
import { answerFacts, answerSentence, triedSentences } from '../../sources/answer-words.ts';
import { TargetPicker } from '../../sources/target-picker.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon, Sign, type SignName } from '../../ui/icon.tsx';
import { keyText } from '../../ui/key.tsx';
import { Note } from '../../ui/note.tsx';
import { duration } from '../time.ts';
import { cross, regenerate, stopAnswer } from './actions.ts';

interface Props {
  readonly message: Message;
  readonly answer: LocalAnswer;
}

/** Under the text of an answer: who was tried before, how it stands, how it was made. */
export function AnswerNotes({ message, answer }: Props) {
  return (
    <>
      <Tried answer={answer} />
      <Standing message={message} answer={answer} />
      <AnswerFacts answer={answer} />
    </>
  );
}

export function Tried({ answer }: { answer: LocalAnswer }) {
  const { t } = useTranslation();
  return triedSentences(t, answer).map((sentence) => (
    <Line key={sentence} sign="slow">
      {sentence}
    </Line>
  ));
}

/** What is happening to it, how it ended, and what the person can do. */
export function Standing({ message, answer }: Props) {
  const { t } = useTranslation();
  const { state, sourceName } = answer;
  switch (state.kind) {
    case 'asking':
      return (
        <UnderWay
          message={message}
          since={state.since}
          text={(elapsed) => t('targets.asking', { source: sourceName, elapsed })}
        />
      );
    case 'streaming':
      return (
        <UnderWay
          message={message}
          since={state.since}
          text={(elapsed) => t('targets.answering', { source: sourceName, elapsed })}
        />
      );
    case 'crossing':
      return <Crossing message={message} answer={answer} state={state} />;
    case 'complete':
      return <Ending finish={state.finish} />;
    case 'stopped':
      return <Line sign="silent">{message.content === '' ? t('targets.stoppedEmpty') : t('targets.stopped')}</Line>;
    case 'incomplete':
      return (
        <Note kind="warn" live actions={<AskAgain id={message.id} />}>
          {incompleteSentence(state)}
        </Note>
      );
    case 'failed':
      return (
        <Note
          kind="bad"
          live
          actions={
            <>
              <AskAgain id={message.id} />
              <KnownCause of={answer.target.sourceId} />
            </>
          }
        >
          {t('targets.failed', { source: sourceName, cause: answerSentence(t, state.error) })}
        </Note>
      );
  }

  function incompleteSentence({ why, error }: Extract<AnswerState, { kind: 'incomplete' }>): string {
    switch (why) {
      case 'noDone':
        return t('targets.noDone');
      case 'brokenStream':
        return t('targets.brokenStream');
      case 'errorFrame':
        return t('targets.errorFrame', { cause: error ? answerSentence(t, error) : '' });
      case 'closed':
        return t('targets.closed');
    }
  }
}

/** The same once more, or somebody else: either is a new answer beside this one. */
function AskAgain({ id }: { id: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Button size="small" icon="retry" onClick={() => void regenerate(id, null)}>
        {t('chat.askAgain')}
      </Button>
      <TargetPicker
        value={null}
        onChange={(target) => void regenerate(id, target)}
        button={(props) => (
          <Button size="small" {...props}>
            {t('targets.askOther')}
          </Button>
        )}
      />
    </>
  );
}

interface CrossingProps extends Props {
  readonly state: Extract<AnswerState, { kind: 'crossing' }>;
}

/** From the person's own network to the public internet: nothing leaves before a yes, which is remembered. */
function Crossing({ message, answer, state }: CrossingProps) {
  const { t } = useTranslation();
  const from = answer.tried.at(-1)?.sourceName ?? answer.sourceName;
  return (
    <Note
      kind="warn"
      sign="waiting"
      live
      actions={
        <>
          <Button size="small" kind="main" onClick={() => void cross(message.id, true)}>
            {t('targets.crossYes', { to: state.toName })}
          </Button>
          <Button size="small" onClick={() => void cross(message.id, false)}>
            {t('targets.crossNo')}
          </Button>
          <span className="small soft">{t('targets.crossRemembered')}</span>
        </>
      }
    >
      {t('targets.crossing', { from, to: state.toName, host: state.host })}
    </Note>
  );
}

/** The model's own reason for ending, where it is not that it had said all. */
function Ending({ finish }: { finish: Extract<AnswerState, { kind: 'complete' }>['finish'] }) {
  const { t } = useTranslation();
  switch (finish) {
    case 'length':
      return <Line sign="slow">{t('targets.cutByLength')}</Line>;
    case 'filtered':
      return <Line sign="slow">{t('targets.cutByFilter')}</Line>;
    case 'tools':
      return <Line sign="slow">{t('targets.wantedTools')}</Line>;
    case 'stop':
    case null:
      return null;
  }
}

/** What of the conversation was not sent, and how the answer was made. */
export function AnswerFacts({ answer }: { answer: LocalAnswer }) {
  const { t, i18n } = useTranslation();
  const { leftOut } = answer;
  const facts = answerFacts(t, i18n.language, answer);
  return (
    <>
      {leftOut > 0 && (
        <p className="state-long">
          <Icon name="file" />
          <span>{t('targets.leftOut', { count: leftOut })}</span>
        </p>
      )}
      {facts.length > 0 && <p className="facts faint small num">{facts.join(' · ')}</p>}
    </>
  );
}

interface UnderWayProps {
  readonly message: Message;
  readonly since: number;
  readonly text: (elapsed: string) => string;
}

/** The turning sign and a count of the time: only this line is drawn again each second. */
function UnderWay({ message, since, text }: UnderWayProps) {
  const { t } = useTranslation();
  const elapsed = useElapsed(since);
  return (
    <p className="state">
      <Sign name="working" />
      <span className="num">{text(duration(elapsed, t))}</span>
      <Button
        kind="link"
        className="small"
        title={t('targets.stopHint', { keys: keyText('Mod+.', t) })}
        onClick={() => void stopAnswer(message.id)}
      >
        {t('targets.stop')}
      </Button>
    </p>
  );
}

function Line({ sign, children }: { sign: SignName; children: ReactNode }) {
  return (
    <p className="state-long">
      <Sign name={sign} />
      <span>{children}</span>
    </p>
  );
}
