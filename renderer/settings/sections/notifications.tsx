import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { SettingId } from '../catalog.ts';
import { NotificationState } from '../doctor/notification-state.tsx';
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
      <Quiet />
      <Line id="notificationState">{() => <NotificationState />}</Line>
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

const NIGHT = { from: 22 * 60, to: 7 * 60 };

/** The hours of the day in which nothing calls. */
function Quiet() {
  const { t } = useTranslation();
  const hours = useApp((state) => state.settings.quietHours);
  return (
    <Line id="quietHours">
      {() => (
        <>
          <Switch
            label={t('settings.quietHoursOn')}
            checked={hours !== null}
            onChange={(on) => void save({ quietHours: on ? NIGHT : null })}
          />
          {hours && (
            <div className="row wrap">
              <Clock
                label={t('settings.quietFrom')}
                minute={hours.from}
                onChange={(from) => void save({ quietHours: { ...hours, from } })}
              />
              <Clock
                label={t('settings.quietTo')}
                minute={hours.to}
                onChange={(to) => void save({ quietHours: { ...hours, to } })}
              />
            </div>
          )}
        </>
      )}
    </Line>
  );
}

interface ClockProps {
  readonly label: string;
  /** After midnight. */
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

function Clock({ label, minute, onChange }: ClockProps) {
  const value = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return (
    <Field
      label={label}
      type="time"
      required
      value={value}
      onChange={(event) => {
        // Empty while a person is still typing.
        const [hour, rest] = event.currentTarget.value.split(':').map(Number);
        if (hour !== undefined && rest !== undefined && Number.isInteger(hour + rest)) onChange(hour * 60 + rest);
      }}
    />
  );
}
