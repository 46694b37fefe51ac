import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { HALEXT } from '../sources/target-words.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { openMain } from './actions.ts';
import { useAsked } from './asked.ts';

/** What stands in the way of a question leaving now: an ended session, or no network. Typing goes on all the same. */
export function Standing() {
  const { t } = useTranslation();
  const expired = useApp((state) => state.session.kind === 'expired');
  const offline = useApp((state) => state.sync.kind === 'offline');
  if (useAsked()?.sourceId !== HALEXT) return null;
  if (expired) {
    return (
      <Note
        kind="warn"
        sign="waiting"
        actions={
          <Button size="small" onClick={() => openMain(null)}>
            {t('quick.openMain')}
          </Button>
        }
      >
        {t('quick.expired')}
      </Note>
    );
  }
  if (!offline) return null;
  return (
    <Note kind="info" sign="offline">
      {t('quick.offline')}
    </Note>
  );
}
