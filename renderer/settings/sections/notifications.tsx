import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { Switch } from '../../ui/switch.tsx';
import { Line } from '../line.tsx';
import { save } from '../save.ts';

/** What may call the person while the window is out of sight. */
export function Notifications() {
  const { t } = useTranslation();
  const notifications = useApp((state) => state.settings.notifications);
  const change = (patch: Partial<Settings['notifications']>) =>
    void save({ notifications: { ...notifications, ...patch } });
  return (
    <>
      <Line id="answers">
        {() => (
          <Switch
            label={t('settings.notify')}
            checked={notifications.answers}
            onChange={(answers) => change({ answers })}
          />
        )}
      </Line>
      <Line id="decisions">
        {() => (
          <Switch
            label={t('settings.notify')}
            checked={notifications.decisions}
            onChange={(decisions) => change({ decisions })}
          />
        )}
      </Line>
    </>
  );
}
