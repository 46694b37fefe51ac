import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { Sign } from '../ui/icon.tsx';
import { HoldingActs, RestartButton } from './panel.tsx';
import { useUpdates } from './store.ts';
import { updateLine } from './words.ts';

/** A version that is ready, or waits to start, is said on every page but its own, until it is put off. */
export function UpdateStrip() {
  const { t, i18n } = useTranslation();
  const { updates, later } = useUpdates();
  const onItsPage = useApp(({ page, settingsAt }) => page === 'settings' && settingsAt === 'about');
  const state = updates?.state;
  if (onItsPage || (state?.kind !== 'ready' && state?.kind !== 'holding')) return null;
  if (state.kind === 'ready' && later === state.offer.version) return null;
  const { sign, text } = updateLine(t, state, i18n.language, navigator.language);
  return (
    <div className="note note-info" role="status">
      <Sign name={sign} />
      <span className="note-grow">{text}</span>
      {state.kind === 'holding' ? (
        <HoldingActs small />
      ) : (
        <>
          <RestartButton />
          <Button size="small" kind="quiet" onClick={() => useUpdates.setState({ later: state.offer.version })}>
            {t('updates.later')}
          </Button>
        </>
      )}
    </div>
  );
}
