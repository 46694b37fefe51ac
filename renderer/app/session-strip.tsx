import { useTranslation } from 'react-i18next';
import { useHealth } from '../health/health-store.ts';
import { Sign } from '../ui/icon.tsx';
import { useApp } from './store.ts';

/** The quiet line under an ended session: everything stays readable, and the way back is one button. */
export function SessionStrip() {
  const { t } = useTranslation();
  const session = useApp((state) => state.session);
  const clockIsWrong = useHealth((state) => (state.report?.clockAheadMs ?? 0) !== 0);
  if (session.kind !== 'expired') return null;
  const sentences = {
    ended: clockIsWrong ? t('network.clockEnded') : t('app.sessionEnded'),
    badCredentials: t('app.sessionBadCredentials'),
    notStored: t('app.sessionNotStored'),
  };
  return (
    <div className="note note-warn" role="status">
      <Sign name="waiting" />
      <span className="note-grow">{sentences[session.reason]}</span>
      <button type="button" className="btn btn-small" onClick={() => useApp.setState({ signingInAgain: true })}>
        {t('app.signInAgain')}
      </button>
    </div>
  );
}
