import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, Interrupt, InterruptAnswer, RunSummary } from '../../preload/contract.ts';
import { isCommand } from '../app/keys.ts';
import { useApp } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { KeyHint } from '../ui/key.tsx';
import { Note } from '../ui/note.tsx';
import { answerRun } from './actions.ts';
import { answerOf, type Entered, faultsOf, untouched } from './answer-form.ts';
import { answerProblem, approveLabel } from './approval-words.ts';
import { QuestionCard } from './question-card.tsx';
import { useLeft } from './time.ts';

type Decision = InterruptAnswer['decision'];

interface Props {
  readonly run: RunSummary;
  readonly interrupts: readonly Interrupt[];
}

/**
 * Everything the agent asks, answered together: one question by its own buttons; several each by a choice, and one
 * button that sends them all. What was entered stays when main refuses it.
 */
export function Approval({ run, interrupts }: Props) {
  const { t } = useTranslation();
  const [entered, setEntered] = useState(() => new Map(interrupts.map((each) => [each.id, untouched(each)])));
  const [chosen, setChosen] = useState<ReadonlyMap<string, Decision>>(new Map());
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<'no' | 'sending' | 'yes'>('no');
  const [error, setError] = useState<AppError | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const expired = useLeft(earliest(interrupts)) === 0;
  const locked = sent !== 'no' || expired;
  const [first] = interrupts;
  const single = interrupts.length === 1 ? first : undefined;

  const send = async (decisionOf: (interrupt: Interrupt) => Decision) => {
    if (locked) return;
    setTried(true);
    const wrong = interrupts.some((each) => decisionOf(each) === 'approve' && faultsOf(each, enteredIn(each)).size > 0);
    if (wrong) {
      // The first field that is wrong, once it is marked as such.
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const giveFocusBack = parkFocus(box.current);
    setSent('sending');
    const answers = interrupts.map((each) => answerOf(each, enteredIn(each), decisionOf(each)));
    const failure = await answerRun(run.id, answers);
    setError(failure);
    setSent(failure ? 'no' : 'yes');
    if (failure) requestAnimationFrame(giveFocusBack);
  };
  function enteredIn(interrupt: Interrupt): Entered {
    return entered.get(interrupt.id) ?? untouched(interrupt);
  }
  const decide = (decision: Decision) => void send(() => decision);
  const allChosen = interrupts.every((each) => chosen.has(each.id));
  const sendAll = () => {
    if (allChosen) void send((each) => chosen.get(each.id) ?? 'cancel');
  };
  useApprovalKeys(box, single ? () => decide('approve') : sendAll, single ? () => decide('refuse') : null);

  return (
    <div className="approvals" ref={box}>
      {interrupts.map((each) => (
        <QuestionCard
          key={each.id}
          interrupt={each}
          askedAt={run.state.since}
          entered={enteredIn(each)}
          onEntered={(value) => setEntered((now) => new Map(now).set(each.id, value))}
          showFaults={tried && (single !== undefined || chosen.get(each.id) === 'approve')}
          locked={locked}
          decision={single ? null : (chosen.get(each.id) ?? '')}
          onDecision={(decision) => setChosen((now) => new Map(now).set(each.id, decision))}
        >
          {single && (
            <SingleButtons interrupt={single} locked={locked} sending={sent === 'sending'} onDecide={decide} />
          )}
        </QuestionCard>
      ))}
      {!single && (
        <div className="row approval-acts">
          <Button
            kind="main"
            disabled={locked || !allChosen}
            title={allChosen ? undefined : t('runs.chooseAll')}
            busy={sent === 'sending'}
            onClick={sendAll}
          >
            {t('runs.sendAnswers')}
          </Button>
        </div>
      )}
      {error && (
        <Note kind="bad" live>
          {answerProblem(error, t)} {t('runs.answersKept')}
        </Note>
      )}
      <Outlook sent={sent === 'yes'} expired={expired} expires={earliest(interrupts) !== null} />
    </div>
  );
}

function earliest(interrupts: readonly Interrupt[]): number | null {
  const times = interrupts.map((each) => each.expiresAt).filter((each) => each !== null);
  return times.length === 0 ? null : Math.min(...times);
}

interface ButtonsProps {
  readonly interrupt: Interrupt;
  readonly locked: boolean;
  readonly sending: boolean;
  readonly onDecide: (decision: Decision) => void;
}

function SingleButtons({ interrupt, locked, sending, onDecide }: ButtonsProps) {
  const { t } = useTranslation();
  const hint = useId();
  return (
    <footer className="row approval-acts">
      <Button kind="main" disabled={locked} busy={sending} onClick={() => onDecide('approve')}>
        {approveLabel(interrupt, t)}
      </Button>
      <Button disabled={locked} onClick={() => onDecide('refuse')}>
        {t('runs.refuse')}
      </Button>
      <Button
        kind="quiet"
        disabled={locked}
        title={t('runs.giveNoneHint')}
        aria-describedby={hint}
        onClick={() => onDecide('cancel')}
      >
        {t('runs.giveNone')}
      </Button>
      <span className="vh" id={hint}>
        {t('runs.giveNoneHint')}
      </span>
      <span className="push approval-keys">
        <KeyHint accelerators={['Mod+Enter']}>{t('runs.keyApprove')}</KeyHint>
        <KeyHint accelerators={['Mod+Backspace']}>{t('runs.keyRefuse')}</KeyHint>
      </span>
    </footer>
  );
}

/** What comes next: after the answer, after the time has run out, or if it does. */
function Outlook({ sent, expired, expires }: { sent: boolean; expired: boolean; expires: boolean }) {
  const { t } = useTranslation();
  if (sent)
    return (
      <p className="hint" role="status">
        {t('runs.answersSent')}
      </p>
    );
  if (expired)
    return (
      <p className="hint" role="status">
        {t('runs.timeIsUp')}
      </p>
    );
  return expires ? <p className="hint">{t('runs.timeRunsOut')}</p> : null;
}

/**
 * What is pressed here cannot be pressed again, and is gone a moment later: the focus waits on the run around it, for it
 * would fall to the window. Answers how to give it back.
 */
function parkFocus(box: HTMLElement | null): () => void {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !box?.contains(held)) return () => {};
  box.closest<HTMLElement>('.run-page')?.focus();
  return () => held.focus();
}

/** ⌘⏎ approves, or sends all answers; ⌘⌫ refuses, but not while a text is being written. */
function useApprovalKeys(
  box: React.RefObject<HTMLElement | null>,
  onApprove: () => void,
  onRefuse: (() => void) | null,
): void {
  const platform = useApp((state) => state.info.platform);
  const latest = useRef({ onApprove, onRefuse });
  useEffect(() => {
    latest.current = { onApprove, onRefuse };
  });
  const press = useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.shiftKey || !isCommand(event, platform)) return;
      if (document.querySelector('dialog:modal, :popover-open') || box.current?.closest('[inert]')) return;
      if (event.key === 'Enter') latest.current.onApprove();
      else if (event.key === 'Backspace' && latest.current.onRefuse && !isWriting(event.target)) {
        latest.current.onRefuse();
      } else return;
      event.preventDefault();
    },
    [box, platform],
  );
  useEffect(() => {
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [press]);
}

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio';
}
