import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/store.ts';
import { Switch } from '../../ui/switch.tsx';
import { Line } from '../line.tsx';
import { save } from '../save.ts';

/** When the program is there. */
export function Startup() {
  const { t } = useTranslation();
  const { openAtLogin, closeToTray } = useApp((state) => state.settings);
  return (
    <>
      <Line id="openAtLogin">
        {() => (
          <Switch
            label={t('settings.openAtLoginOn')}
            checked={openAtLogin}
            onChange={(on) => void save({ openAtLogin: on })}
          />
        )}
      </Line>
      <Line id="closeToTray">
        {() => (
          <Switch
            label={t('settings.closeToTrayOn')}
            checked={closeToTray}
            onChange={(on) => void save({ closeToTray: on })}
          />
        )}
      </Line>
    </>
  );
}
