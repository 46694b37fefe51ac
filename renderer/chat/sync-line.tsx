import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { useApp } from '../app/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon, Sign, type SignName } from '../ui/icon.tsx';
import { syncNow } from './actions.ts';
import { ago, count, timeOfDay } from './time.ts';

/** Often enough to be right, seldom enough to be quiet. */
const STEP = 5_000;

/** One quiet line: up to date, catching up, offline since, or the session has ended. */
export function SyncLine() {
  const isLocal = useApp((state) => state.session.kind === 'local');
  return isLocal ? <KeptHere /> : <ServerLine />;
}

/** Without a server there is nothing to be in step with. */
function KeptHere() {
  const { t } = useTranslation();
  return (
    <footer className="foot">
      <Icon name="lock" />
      <span className="cut" title={t('chat.keptHereHint')}>
        {t('chat.keptHere')}
      </span>
    </footer>
  );
}

function ServerLine() {
  const { t, i18n } = useTranslation();
  const sync = useApp((state) => state.sync);
  const expired = useApp((state) => state.session.kind === 'expired');
  const now = useNow(STEP);
  const text = sentence(sync, now, t, i18n.language);
  return (
    <>
      {sync.kind === 'syncing' && sync.first && (
        <progress className="progress" max={Math.max(1, sync.total)} value={sync.done} aria-label={text} />
      )}
      <footer className="foot num">
        <Sign name={signOf(sync)} />
        <span className="cut" title={sync.kind === 'offline' ? errorSentence(t, sync.error) : text}>
          {text}
        </span>
        {expired && (
          <Button size="small" onClick={() => useApp.setState({ signingInAgain: true })}>
            {t('sync.signIn')}
          </Button>
        )}
        {!expired && sync.kind !== 'syncing' && (
          <IconButton small icon="retry" label={t('sync.now')} onClick={() => void syncNow()} />
        )}
      </footer>
    </>
  );
}

function signOf(sync: SyncState): SignName {
  switch (sync.kind) {
    case 'idle':
      return sync.lastAt === null ? 'none' : 'ok';
    case 'syncing':
      return 'working';
    case 'offline':
      return 'offline';
    case 'paused':
      return sync.reason === 'session' ? 'waiting' : 'none';
  }
}

function sentence(sync: SyncState, now: number, t: TFunction, language: string): string {
  switch (sync.kind) {
    case 'idle':
      return sync.lastAt === null ? t('sync.never') : t('sync.upToDate', { ago: ago(now - sync.lastAt, t) });
    case 'syncing': {
      if (sync.total === 0) return t('sync.syncing');
      return t('sync.progress', { done: count(sync.done, language), total: count(sync.total, language) });
    }
    case 'offline': {
      const since = timeOfDay(sync.since, language);
      if (sync.queued > 0) return t('sync.offlineQueued', { since, count: sync.queued });
      return t('sync.offline', { since });
    }
    case 'paused':
      return pauseSentence(sync.reason, t);
  }
}

function pauseSentence(reason: 'suspended' | 'session' | 'signedOut', t: TFunction): string {
  switch (reason) {
    case 'suspended':
      return t('sync.suspended');
    case 'session':
      return t('sync.session');
    case 'signedOut':
      return t('sync.signedOut');
  }
}
