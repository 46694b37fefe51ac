import { useTranslation } from 'react-i18next';
import type { RunDetail, RunSummary } from '../../preload/contract.ts';
import { useElapsed } from '../app/now.ts';
import { duration } from '../chat/time.ts';
import { useRun } from '../runs/run-store.ts';
import { signOf, stateWord } from '../runs/run-words.ts';
import { useElapsedOf } from '../runs/time.ts';
import { Sign } from '../ui/icon.tsx';
import { copyText, hide, startAfresh } from './actions.ts';
import { answerRun, isSimplyAsked, openRunInMain, stopRun } from './agent.ts';
import { KeyButton } from './key-button.tsx';
import { answerOfRun, isRunOver } from './run-rows.ts';

/** How the run stands and for how long at the left, what can be done at the right. */
export function RunFoot() {
  const { t } = useTranslation();
  const open = useRun((state) => state.open);
  const detail = open.kind === 'open' ? open.detail : null;
  return (
    <footer className="q-foot">
      {detail && <Standing run={detail.run} />}
      <span className="push" />
      {detail && <RunKeys detail={detail} />}
      <KeyButton accelerator="Mod+O" rank={1} onClick={openRunInMain}>
        {t('quick.openRun')}
      </KeyButton>
      <KeyButton accelerator="Escape" rank={0} onClick={hide}>
        {t('quick.close')}
      </KeyButton>
    </footer>
  );
}

function Standing({ run }: { run: RunSummary }) {
  return run.state.kind === 'waiting' ? <Waiting since={run.state.since} run={run} /> : <Lasting run={run} />;
}

/** How long the person is waited for. */
function Waiting({ since, run }: { since: number; run: RunSummary }) {
  const { t } = useTranslation();
  return <State run={run} time={duration(useElapsed(since), t)} />;
}

/** How long it has lasted, as far as anybody knows. */
function Lasting({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  return <State run={run} time={duration(useElapsedOf(run), t)} />;
}

function State({ run, time }: { run: RunSummary; time: string }) {
  const { t } = useTranslation();
  const text = t('quick.runState', { state: stateWord(run, t), time });
  return (
    <span className="row q-target" title={text}>
      <Sign name={signOf(run)} />
      <span className="cut num">{text}</span>
    </span>
  );
}

/** Answers while it asks, Stop while it works, what to do with the answer when it is over. */
function RunKeys({ detail }: { detail: RunDetail }) {
  const { t } = useTranslation();
  if (isRunOver(detail)) {
    const answer = answerOfRun(detail);
    return (
      <>
        {answer !== '' && (
          <KeyButton accelerator="Mod+C" rank={2} onClick={() => copyText(answer)}>
            {t('quick.copy')}
          </KeyButton>
        )}
        <KeyButton accelerator="Mod+N" rank={2} onClick={() => startAfresh('')}>
          {t('quick.new')}
        </KeyButton>
      </>
    );
  }
  if (detail.run.state.kind === 'waiting' && isSimplyAsked(detail.interrupts, Date.now())) {
    return (
      <>
        <KeyButton accelerator="Mod+Enter" rank={2} onClick={() => answerRun('approve')}>
          {t('quick.approveKey')}
        </KeyButton>
        <KeyButton accelerator="Mod+Backspace" rank={2} onClick={() => answerRun('refuse')}>
          {t('quick.refuseKey')}
        </KeyButton>
      </>
    );
  }
  return (
    <KeyButton accelerator="Mod+." rank={2} onClick={() => void stopRun()}>
      {t('quick.stopKey')}
    </KeyButton>
  );
}
