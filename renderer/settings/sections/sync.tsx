import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, SyncState } from '../../../preload/contract.ts';
import { useNow } from '../../app/now.ts';
import { useApp } from '../../app/store.ts';
import { useList } from '../../chat/list-store.ts';
import { ago, count } from '../../chat/time.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import type { SignName } from '../../ui/icon.tsx';
import { Note, SignLine } from '../../ui/note.tsx';
import { Line } from '../line.tsx';

/** When the local copy last agreed with the server, and a way to make it so now. */
export function SyncSection() {
  const { t, i18n } = useTranslation();
  const sync = useApp((state) => state.sync);
  const held = useList((state) => state.conversations.size);
  const now = useNow(1000);
  const [error, setError] = useState<AppError | null>(null);

  async function syncNow(): Promise<void> {
    const result = await call('sync.now', null);
    setError(result.ok ? null : result.error);
  }

  return (
    <Line id="syncState">
      {() => (
        <>
          <div className="row wrap num">
            <SignLine sign={signOf(sync)}>{sentence(t, sync, now)}</SignLine>
            <Button size="small" icon="retry" busy={sync.kind === 'syncing'} onClick={() => void syncNow()}>
              {t('settings.syncNow')}
            </Button>
          </div>
          <p className="soft num">{t('settings.conversationsHeld', { count: held, n: count(held, i18n.language) })}</p>
          {error && (
            <Note kind="bad" live>
              {errorSentence(t, error)}
            </Note>
          )}
        </>
      )}
    </Line>
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
      return 'none';
  }
}

function sentence(t: TFunction, sync: SyncState, now: number): string {
  switch (sync.kind) {
    case 'idle':
      return sync.lastAt === null
        ? t('settings.neverSynced')
        : t('settings.synced', { ago: ago(now - sync.lastAt, t) });
    case 'syncing':
      return t('settings.syncing');
    case 'offline':
      return errorSentence(t, sync.error);
    case 'paused':
      return t('settings.syncPaused');
  }
}
