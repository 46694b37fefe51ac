import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { openMain } from './actions.ts';

/** Nobody is signed in: one sentence and one way on. */
export function SignedOut() {
  const { t } = useTranslation();
  return (
    <section className="q-body q-empty" aria-label={t('quick.begin')}>
      <p>{t('quick.signedOut')}</p>
      <Button kind="main" onClick={() => openMain(null)}>
        {t('quick.signIn')}
      </Button>
    </section>
  );
}
