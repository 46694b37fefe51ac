import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { openMain } from './actions.ts';
import { openSettings } from './agent.ts';

/** There is nobody to ask: one sentence and one way on. */
export function NobodyToAsk() {
  const { t } = useTranslation();
  const isLocal = useApp((state) => state.session.kind === 'local');
  return (
    <section className="q-body q-empty" aria-label={t('quick.begin')}>
      <p>{isLocal ? t('targets.none') : t('quick.signedOut')}</p>
      {isLocal ? (
        <Button kind="main" icon="plus" onClick={openSettings}>
          {t('targets.addSource')}
        </Button>
      ) : (
        <Button kind="main" onClick={() => openMain(null)}>
          {t('quick.signIn')}
        </Button>
      )}
    </section>
  );
}
