import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../preload/contract.ts';
import { stateNote } from '../runs/end-sentence.ts';
import { useRun } from '../runs/run-store.ts';
import { stateWord } from '../runs/run-words.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Note } from '../ui/note.tsx';
import { openRunInMain } from './agent.ts';
import { Approval } from './approval.tsx';
import { Answer, useAnswerText } from './lazy-answer.tsx';
import { Problem } from './problem.tsx';
import { answerOfRun, isRunOver, runRows } from './run-rows.ts';
import { RunSteps } from './run-steps.tsx';
import { useFollowing } from './use-following.ts';

/** A task given to an agent: what it has done so far, what it says, and what it asks. */
export function RunPane() {
  const { t } = useTranslation();
  const open = useRun((state) => state.open);
  const body = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useAnswerText();
  useFollowing(body, content, open.kind === 'open' ? open.detail : null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={body} className="q-body q-run" tabIndex={0} aria-label={t('quick.run')}>
      <div ref={content}>
        {open.kind === 'open' && <Run detail={open.detail} />}
        {open.kind === 'failed' && <Note kind="bad">{errorSentence(t, open.error)}</Note>}
        <Problem />
      </div>
    </section>
  );
}

function Run({ detail }: { detail: RunDetail }) {
  const { t } = useTranslation();
  const over = isRunOver(detail);
  const answer = answerOfRun(detail);
  const waiting = detail.run.state.kind === 'waiting';
  return (
    <>
      <RunSteps rows={runRows(detail.items, over)} />
      {answer !== '' && (
        <div className="q-run-answer">
          <Answer text={answer} />
        </div>
      )}
      {waiting && <Approval interrupts={detail.interrupts} />}
      <StateNote detail={detail} />
      <LiveRegion text={waiting || over ? stateWord(detail.run, t) : ''} />
    </>
  );
}

/** What is to be known of a state that does not speak for itself: an end in trouble, or a source that cannot be asked. */
function StateNote({ detail: { run } }: { detail: RunDetail }) {
  const { t, i18n } = useTranslation();
  const note = stateNote(run, t, i18n.language);
  if (note === null) return null;
  return (
    <Note
      kind={note.tone}
      sign={note.sign}
      actions={
        <Button size="small" onClick={openRunInMain}>
          {t('quick.readAll')}
        </Button>
      }
    >
      {note.text}
      {note.quote !== null && <span className="soft small q-quote">{note.quote}</span>}
    </Note>
  );
}
