import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalAnswer, Message } from '../../preload/contract.ts';
import { useElapsed } from '../app/now.ts';
import { isMock, isRerouted } from '../chat/models.ts';
import { usePainted } from '../chat/painted.ts';
import { count, duration } from '../chat/time.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence, isRefusal } from '../ui/error-sentence.ts';
import { Icon, Sign, type SignName } from '../ui/icon.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Note } from '../ui/note.tsx';
import { openMain, takeBack, withQuestion } from './actions.ts';
import { type Exchange, type Phase, phaseOf } from './exchange.ts';
import { Answer, AnswerOfSource, useAnswerText } from './lazy-answer.tsx';
import { Problem } from './problem.tsx';
import { useEndInSight } from './use-end-in-sight.ts';

/** The exchange shown: the answer when it is there, until then what is happening to the question. */
export function AnswerPane({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation();
  const phase = phaseOf(exchange);
  const { answer } = exchange;
  const here = answer?.local?.answer ?? null;
  const body = useRef<HTMLElement>(null);
  useEndInSight(body, answer?.content ?? '');
  useAnswerText();
  usePainted(answer?.id ?? null, exchange.question.id);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section ref={body} className="q-body q-answer" tabIndex={0} aria-label={t('quick.answer')}>
        {here && answer && <AnswerOfSource message={answer} answer={here} />}
        {answer && !here && <Answer text={answer.content} />}
        {answer && !here && <AnswerNote answer={answer} />}
        <QuestionNote phase={phase} question={exchange.question} />
        <Problem />
      </section>
      <p className="q-meta">
        <Progress phase={phase} />
        {answer && (here ? <BySource message={answer} answer={here} /> : <AnsweredBy answer={answer} />)}
      </p>
      <LiveRegion text={answer && !here ? t('quick.answered') : ''} />
    </>
  );
}

/** No model wrote it, or another one than was asked. */
function AnswerNote({ answer }: { answer: Message }) {
  const { t } = useTranslation();
  const { modelAsked, modelUsed } = answer;
  if (isMock(modelUsed)) return <Note kind="warn">{t('quick.mock')}</Note>;
  if (!isRerouted(modelAsked, modelUsed)) return null;
  return <Note kind="warn">{t('quick.rerouted', { asked: modelAsked, used: modelUsed })}</Note>;
}

function AnsweredBy({ answer }: { answer: Message }) {
  const { t } = useTranslation();
  if (answer.modelUsed === null) return null;
  return (
    <span className="q-by" title={answer.modelUsed}>
      <span className="faint">{t('quick.answeredBy')}</span> <span className="mono">{answer.modelUsed}</span>
    </span>
  );
}

/** Whose source it was, and its model. */
function BySource({ message, answer }: { message: Message; answer: LocalAnswer }) {
  const model = message.modelUsed ?? answer.target.model;
  return (
    <span className="q-by" title={[answer.sourceName, model].filter(Boolean).join(' · ')}>
      {answer.sourceName} {model !== null && <span className="mono faint">{model}</span>}
    </span>
  );
}

/** What the person must know or decide about the question. */
function QuestionNote({ phase, question }: { phase: Phase; question: Message }) {
  const { t } = useTranslation();
  switch (phase.kind) {
    case 'deciding':
      return (
        <Note
          kind="warn"
          sign="waiting"
          live
          actions={
            <>
              <Button size="small" icon="retry" onClick={() => void withQuestion('messages.sendAgain')}>
                {t('quick.sendAgain')}
              </Button>
              <Button size="small" onClick={() => void takeBack()}>
                {t('quick.backToField')}
              </Button>
              <Button size="small" kind="quiet" onClick={() => void withQuestion('messages.discard')}>
                {t('quick.discard')}
              </Button>
            </>
          }
        >
          {isRefusal(phase.error) ? errorSentence(t, phase.error) : t('quick.unknownOutcome')}
        </Note>
      );
    case 'failed':
    case 'lost':
      return (
        <Note
          kind={phase.kind === 'failed' ? 'bad' : 'warn'}
          live
          actions={
            <Button size="small" onClick={() => openMain(question.id)}>
              {t('quick.openMain')}
            </Button>
          }
        >
          {phase.kind === 'failed' ? t('quick.answerFailed') : t('quick.answerLost')}
        </Note>
      );
    default:
      return null;
  }
}

/** One line about where the question is. */
function Progress({ phase }: { phase: Phase }) {
  const { t } = useTranslation();
  switch (phase.kind) {
    case 'queued':
      return <Line sign={phase.waitsFor === 'network' ? 'offline' : 'none'}>{queued(phase.waitsFor)}</Line>;
    case 'sending':
      return <Elapsed since={phase.since} text={(elapsed) => t('quick.sending', { elapsed })} />;
    case 'waiting':
    case 'awaited':
      return <Elapsed since={phase.since} text={(elapsed) => t('quick.waiting', { elapsed })} />;
    case 'checking':
      return <Elapsed since={phase.since} text={(elapsed) => t('quick.checking', { elapsed })} />;
    case 'answered':
      return <Answered answer={phase.answer} />;
    case 'asking':
      return <Elapsed since={phase.since} text={(elapsed) => t('quick.waiting', { elapsed })} />;
    case 'streaming':
      return <Elapsed since={phase.since} text={(elapsed) => t('quick.streaming', { elapsed })} />;
    case 'crossing':
      return <Line sign="waiting">{t('quick.decide')}</Line>;
    case 'broken':
      return <Line sign="slow">{t('quick.notWhole')}</Line>;
    case 'sent':
      return <Line sign="ok">{t('quick.sent')}</Line>;
    case 'deciding':
    case 'failed':
    case 'lost':
      return null;
  }

  function queued(waitsFor: 'turn' | 'network' | 'session'): string {
    switch (waitsFor) {
      case 'turn':
        return t('quick.queuedTurn');
      case 'network':
        return t('quick.queuedNetwork');
      case 'session':
        return t('quick.queuedSession');
    }
  }
}

function Answered({ answer }: { answer: Message }) {
  const { t, i18n } = useTranslation();
  if (isMock(answer.modelUsed)) return <Line sign="slow">{t('quick.notAnswered')}</Line>;
  const words = answer.content.trim().split(/\s+/).length;
  return <Line sign="ok">{t('quick.answeredWords', { count: words, n: count(words, i18n.language) })}</Line>;
}

function Line({ sign, children }: { sign: SignName; children: ReactNode }) {
  return (
    <span className="row">
      {sign === 'none' ? <Icon name="clock" /> : <Sign name={sign} />}
      <span>{children}</span>
    </span>
  );
}

/** The turning sign and a count of the time: only this is drawn again each second. */
function Elapsed({ since, text }: { since: number; text: (elapsed: string) => string }) {
  const { t } = useTranslation();
  const elapsed = useElapsed(since);
  return (
    <span className="row">
      <Sign name="working" />
      <span className="num">{text(duration(elapsed, t))}</span>
    </span>
  );
}
