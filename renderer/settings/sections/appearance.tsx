import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/store.ts';
import { count } from '../../chat/time.ts';
import { Choice } from '../../ui/choice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Line } from '../line.tsx';
import { save } from '../save.ts';
import { ZoomStepper } from '../zoom-stepper.tsx';

/** Theme, language, size of the text and of everything, motion: seen at once in the window itself. */
export function Appearance() {
  const { t, i18n } = useTranslation();
  const { theme, language, fontScale, zoom, reducedMotion } = useApp((state) => state.settings);
  return (
    <>
      <Line id="theme">
        {({ label }) => (
          <Choice
            label={label}
            value={theme}
            onChange={(value) => void save({ theme: value })}
            options={[
              { value: 'system', label: t('settings.asSystem') },
              { value: 'light', label: t('settings.light') },
              { value: 'dark', label: t('settings.dark') },
            ]}
          />
        )}
      </Line>
      <Line id="language">
        {({ label }) => (
          <Choice
            label={label}
            value={language}
            onChange={(value) => void save({ language: value })}
            options={[
              { value: 'system', label: t('settings.asSystem') },
              { value: 'en', label: t('settings.english') },
              { value: 'fr', label: t('settings.french') },
            ]}
          />
        )}
      </Line>
      <Line id="fontScale">
        {({ label }) => (
          <div className="row">
            <input
              type="range"
              className="range"
              aria-label={label}
              aria-valuetext={t('settings.percent', { n: count(Math.round(fontScale * 100), i18n.language) })}
              min={90}
              max={130}
              step={5}
              value={Math.round(fontScale * 100)}
              onChange={(event) => void save({ fontScale: event.currentTarget.valueAsNumber / 100 })}
            />
            <output className="num soft">
              {t('settings.percent', { n: count(Math.round(fontScale * 100), i18n.language) })}
            </output>
          </div>
        )}
      </Line>
      <Line id="zoom">
        {({ label }) => <ZoomStepper label={label} value={zoom} onChange={(value) => void save({ zoom: value })} />}
      </Line>
      <Line id="motion">
        {() => (
          <Switch
            label={t('settings.motionOff')}
            checked={reducedMotion === 'on'}
            onChange={(on) => void save({ reducedMotion: on ? 'on' : 'system' })}
          />
        )}
      </Line>
    </>
  );
}
