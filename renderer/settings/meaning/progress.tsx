import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MeaningStatus } from '../../../preload/contract.ts';
import { useNow } from '../../app/now.ts';
import { count, duration } from '../../chat/time.ts';
import { Button } from '../../ui/button.tsx';
import type { SignName } from '../../ui/icon.tsx';
import { Note, SignLine } from '../../ui/note.tsx';
import { pauseMeaning } from './store.ts';
import { meaningSentence, money } from './words.ts';

/** How far the index is, what it has used, and a way to hold it. */
export function MeaningProgress({ status }: { status: MeaningStatus }) {
  const { t, i18n } = useTranslation();
  const { state, done, total, tokens, cost } = status;
  const n = (value: number) => count(value, i18n.language);
  const words = t('meaning.progress', { count: total, done: n(done), total: n(total) });
  return (
    <>
      <div className="row wrap num">
        <SignLine sign={signOf(state)}>{stateWords(t, state)}</SignLine>
        <Hold state={state} />
      </div>
      <progress className="progress meaning-bar" max={Math.max(1, total)} value={done} aria-label={words} />
      <p className="soft num">
        {words} {tokens === null ? t('meaning.tokensUnknown') : t('meaning.tokens', { count: tokens, n: n(tokens) })}
        {cost && ` ${t('meaning.costSoFar', { cost: money(cost, i18n.language) })}`}
      </p>
      {state.kind === 'failed' && <Failure state={state} />}
    </>
  );
}

function Hold({ state }: Pick<MeaningStatus, 'state'>) {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'off':
    case 'metered':
    case 'ready':
      return null;
    case 'paused':
      return (
        <Button size="small" icon="retry" onClick={() => void pauseMeaning(false)}>
          {t('meaning.resume')}
        </Button>
      );
    case 'indexing':
      return (
        <Button size="small" icon="stop" onClick={() => void pauseMeaning(true)}>
          {t('meaning.pause')}
        </Button>
      );
    case 'failed':
      return (
        <Button size="small" icon="retry" onClick={() => void pauseMeaning(false)}>
          {t('meaning.tryNow')}
        </Button>
      );
  }
}

function Failure({ state }: { state: Extract<MeaningStatus['state'], { kind: 'failed' }> }) {
  const { t } = useTranslation();
  const now = useNow(1_000);
  const left = state.nextAt === null ? null : Math.max(0, state.nextAt - now);
  return (
    <>
      <Note kind="bad" live>
        {meaningSentence(t, state.error)}
      </Note>
      {left !== null && <p className="soft num">{t('meaning.again', { time: duration(left, t) })}</p>}
    </>
  );
}

function signOf(state: MeaningStatus['state']): SignName {
  switch (state.kind) {
    case 'off':
      return 'none';
    case 'indexing':
      return 'working';
    case 'paused':
    case 'metered':
      return 'none';
    case 'ready':
      return 'ok';
    case 'failed':
      return 'problem';
  }
}

function stateWords(t: TFunction, state: MeaningStatus['state']): string {
  switch (state.kind) {
    case 'off':
      return t('meaning.off');
    case 'indexing':
      return t('meaning.indexing');
    case 'paused':
      return t('meaning.paused');
    case 'metered':
      return t('network.indexWaits');
    case 'ready':
      return t('meaning.ready');
    case 'failed':
      return t('meaning.failed');
  }
}
