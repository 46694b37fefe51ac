import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { Switch } from '../../ui/switch.tsx';
import type { SettingId } from '../catalog.ts';
import { Line } from '../line.tsx';
import { save } from '../save.ts';

/** What may call the person while the window is out of sight. */
export function Notifications() {
  return (
    <>
      <Notify id="answers" name="answers" />
      <Notify id="decisions" name="decisions" />
      <Notify id="runsEnded" name="runs" />
      <Notify id="runsWaiting" name="waiting" />
      <Notify id="services" name="services" />
    </>
  );
}

interface NotifyProps {
  readonly id: SettingId;
  readonly name: keyof Settings['notifications'];
}

function Notify({ id, name }: NotifyProps) {
  const { t } = useTranslation();
  const notifications = useApp((state) => state.settings.notifications);
  return (
    <Line id={id}>
      {() => (
        <Switch
          label={t('settings.notify')}
          checked={notifications[name]}
          onChange={(on) => void save({ notifications: { ...notifications, [name]: on } })}
        />
      )}
    </Line>
  );
}
