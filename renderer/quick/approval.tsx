import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interrupt } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { approveLabel, questionTitle } from '../runs/approval-words.ts';
import { clockLeft } from '../runs/time.ts';
import { shortArgs } from '../runs/timeline-tree.ts';
import { Button, join } from '../ui/button.tsx';
import { Sign } from '../ui/icon.tsx';
import { plainLine } from '../ui/plain-line.ts';
import { answerRun, isSimplyAsked, openRunInMain } from './agent.ts';
import { useQuick } from './store.ts';

/** Characters of a question, and of what it is about, shown here; the main window shows all of it. */
const QUESTION = 300;

/** What the agent asks. Yes or no is answered here; a form, and what is too late, is for the main window. */
export function Approval({ interrupts }: { interrupts: readonly Interrupt[] }) {
  const { t } = useTranslation();
  const [first] = interrupts;
  const expiresAt = earliest(interrupts);
  const now = useNow(expiresAt === null ? 60_000 : 1000);
  if (!first) return null;
  const more = interrupts.length - 1;
  const about = first.args === null ? '' : plainLine(shortArgs(first.args)).slice(0, QUESTION);
  return (
    <>
      <p className="q-step q-waits">
        <Sign name="waiting" />
        <span className="strong">{t('quick.waits')}</span>
        {first.toolName !== null && <span className="mono soft cut q-tools">{plainLine(first.toolName)}</span>}
        {expiresAt !== null && <Left ms={expiresAt - now} />}
      </p>
      <section className="q-approval" aria-label={t('quick.approval')}>
        <p className="strong">{questionTitle(first, t).slice(0, QUESTION)}</p>
        {about !== '' && <p className="soft small q-about">{about}</p>}
        {more > 0 && <p className="soft small">{t('quick.moreQuestions', { count: more })}</p>}
        <Buttons first={first} simple={isSimplyAsked(interrupts, now)} one={more === 0} />
      </section>
    </>
  );
}

function Left({ ms }: { ms: number }) {
  const { t } = useTranslation();
  return (
    <span className={join('push num', ms > 0 && 'q-left')}>
      {ms > 0 ? t('quick.left', { left: clockLeft(ms) }) : t('quick.tooLate')}
    </span>
  );
}

function Buttons({ first, simple, one }: { first: Interrupt; simple: boolean; one: boolean }) {
  const { t } = useTranslation();
  const busy = useQuick((state) => state.handing);
  const row = useRef<HTMLDivElement>(null);
  // A window of 200 pixels has to be scrolled to them.
  useEffect(() => {
    // Scrolling answers a promise, which an effect must not return.
    void row.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  // What was pressed goes away: the focus stays on the task instead of falling to the window.
  useLayoutEffect(() => {
    const buttons = row.current;
    return () => {
      if (buttons?.contains(document.activeElement)) buttons.closest<HTMLElement>('.q-run')?.focus();
    };
  }, []);
  if (!simple) {
    return (
      <div className="row" ref={row}>
        <Button kind="main" size="small" onClick={openRunInMain}>
          {t('quick.decideThere')}
        </Button>
      </div>
    );
  }
  return (
    <div className="row" ref={row}>
      <Button kind="main" size="small" busy={busy} onClick={() => answerRun('approve')}>
        {one ? approveLabel(first, t) : t('quick.approveAll')}
      </Button>
      <Button size="small" onClick={() => answerRun('refuse')}>
        {one ? t('quick.refuse') : t('quick.refuseAll')}
      </Button>
      <Button kind="quiet" size="small" onClick={openRunInMain}>
        {t('quick.readAll')}
      </Button>
    </div>
  );
}

function earliest(interrupts: readonly Interrupt[]): number | null {
  const ends = interrupts.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
  return ends.length === 0 ? null : Math.min(...ends);
}
