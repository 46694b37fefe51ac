import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { FirstSteps } from '../onboarding/first-steps.tsx';
import { Icon } from '../ui/icon.tsx';
import { KeyHint } from '../ui/key.tsx';
import { useList } from './list-store.ts';

/** The right side while no conversation is open; a new person finds the first steps here. */
export function NothingOpen() {
  const { t } = useTranslation();
  const seen = useApp((state) => state.settings.seen.firstSteps);
  const nothingYet = useList(({ phase, conversations }) => phase === 'ready' && conversations.size === 0);
  return (
    <div className="empty thread-area nothing-open">
      <Icon name="mark" />
      <h2>{t('chat.nothingOpen')}</h2>
      <p>{nothingYet ? t('chat.nothingYetText') : t('chat.nothingOpenText')}</p>
      <p className="row keys-row">
        <KeyHint accelerators={['Mod+N']}>{t('chat.new')}</KeyHint>
        <KeyHint accelerators={['Mod+Shift+F']}>{t('search.everywhere')}</KeyHint>
      </p>
      {!seen && <FirstSteps />}
    </div>
  );
}
