import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, AppError } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { useList } from '../chat/list-store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Note } from '../ui/note.tsx';
import { Checkbox } from '../ui/switch.tsx';

/** Asks before signing out: whether the local copy goes too, and what would be lost with it. */
export function SignOut({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const [removeLocal, setRemoveLocal] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const unsent = useList((state) => {
    const each = [...state.conversations.values()];
    return each.reduce((total, { queued, deciding }) => total + queued + deciding, 0);
  });

  async function signOut(): Promise<void> {
    setBusy(true);
    const result = await call('session.signOut', { removeLocal });
    setBusy(false);
    if (result.ok) {
      onClose();
      useApp.setState({ session: result.value });
    } else setError(result.error);
  }

  return (
    <Dialog
      title={t('settings.signOutTitle', { name: account.displayName })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('settings.stay')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void signOut()}>
            {t('settings.signOutNow')}
          </Button>
        </>
      }
    >
      <p>{t('settings.signOutText')}</p>
      <Checkbox
        label={t('settings.removeLocal')}
        hint={t('settings.removeLocalHint')}
        checked={removeLocal}
        onChange={setRemoveLocal}
      />
      {removeLocal && unsent > 0 && (
        <Note kind="warn" sign="waiting" live>
          {t('settings.unsentLost', { count: unsent })}
        </Note>
      )}
      {error && (
        <Note kind="bad" live>
          {errorSentence(t, error)}
        </Note>
      )}
    </Dialog>
  );
}
