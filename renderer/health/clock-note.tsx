import { useTranslation } from 'react-i18next';
import { Note } from '../ui/note.tsx';

const MINUTE = 60_000;

/** That this computer's clock is wrong, as the servers see it; nothing while it is right. */
export function ClockNote({ aheadMs }: { aheadMs: number }) {
  const { t } = useTranslation();
  if (aheadMs === 0) return null;
  const count = Math.round(Math.abs(aheadMs) / MINUTE);
  return (
    <Note kind="warn">{aheadMs > 0 ? t('network.clockAhead', { count }) : t('network.clockBehind', { count })}</Note>
  );
}
