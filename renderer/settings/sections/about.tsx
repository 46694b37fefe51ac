import '../about/about.css';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/store.ts';
import { showFirstSteps } from '../../onboarding/store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { UpdatesPanel } from '../../updates/panel.tsx';
import { Program } from '../about/program.tsx';
import { Line } from '../line.tsx';
import { save } from '../save.ts';

/** Nobody needs them at every start. */
const Licences = lazy(() => import('../about/licences.tsx'));

/** What the program is, whether there is a newer one, and whose work is in it. */
export function About() {
  const { t } = useTranslation();
  return (
    <>
      <Line id="version">{() => <Program />}</Line>
      <Line id="updates">{() => <UpdatesPanel />}</Line>
      <Line id="updatesCheck">{({ label }) => <WhenToCheck label={label} />}</Line>
      <Line id="firstSteps">{() => <Button onClick={showFirstSteps}>{t('onboarding.showAgain')}</Button>}</Line>
      <Line id="licences">{() => <LicencesOfOthers />}</Line>
    </>
  );
}

function WhenToCheck({ label }: { label: string }) {
  const { t } = useTranslation();
  const { check } = useApp((state) => state.settings.updates);
  return (
    <Choice
      label={label}
      value={check}
      onChange={(value) => void save({ updates: { check: value } })}
      options={[
        { value: 'weekly', label: t('updates.weekly') },
        { value: 'asked', label: t('updates.asked') },
      ]}
    />
  );
}

function LicencesOfOthers() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <>
      <p>{t('settings.licencesText')}</p>
      <Button aria-expanded={shown} icon={shown ? 'down' : 'right'} onClick={() => setShown(!shown)}>
        {t('settings.licencesShow')}
      </Button>
      {shown && (
        <Suspense fallback={<p className="soft">{t('settings.licencesReading')}</p>}>
          <Licences />
        </Suspense>
      )}
    </>
  );
}
