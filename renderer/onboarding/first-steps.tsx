import './onboarding.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotkeyState } from '../../preload/contract.ts';
import { showSources, useApp } from '../app/store.ts';
import { save, saveSeen } from '../settings/save.ts';
import { useSources } from '../sources/store.ts';
import { Button } from '../ui/button.tsx';
import { keyText } from '../ui/key.tsx';
import { HotkeyStep } from './hotkey-step.tsx';
import { NotificationsStep } from './notifications-step.tsx';
import { Step } from './step.tsx';
import { stepsOf } from './steps.ts';
import { followDesktop, useFirstSteps } from './store.ts';

/** What one may want to set up at first, each with how it stands. Nothing waits for it; put away, it stays away. */
export function FirstSteps() {
  const { t } = useTranslation();
  const { hotkey, notifications } = useFirstSteps();
  const known = useApp((state) => state.hotkey);
  const sources = useSources((state) => state.sources.length);
  const openAtLogin = useApp((state) => state.settings.openAtLogin);
  useEffect(followDesktop, []);
  const steps = stepsOf({ hotkey, sources, openAtLogin, notifications });
  const accelerator = acceleratorOf(hotkey?.state ?? known);
  const { done, total } = steps;
  return (
    <section className="first-steps" aria-labelledby="first-steps-title">
      <header className="row">
        <h3 id="first-steps-title">{t('onboarding.title')}</h3>
        <span className="small soft num">
          {done === total ? t('onboarding.allDone') : t('onboarding.done', { done, total })}
        </span>
        <Button className="push" size="small" kind="quiet" onClick={() => saveSeen({ firstSteps: true })}>
          {t('onboarding.putAway')}
        </Button>
      </header>
      <ol>
        <HotkeyStep step={steps.hotkey} keys={accelerator === null ? '' : keyText(accelerator, t)} />
        <SourcesStep count={sources} />
        <LoginStep done={openAtLogin} />
        <NotificationsStep step={steps.notifications} />
      </ol>
    </section>
  );
}

function acceleratorOf(state: HotkeyState): string | null {
  return state.kind === 'off' ? null : state.accelerator;
}

function SourcesStep({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <Step
      title={t('onboarding.sources')}
      sign={count > 0 ? 'ok' : 'none'}
      action={
        <Button size="small" onClick={showSources}>
          {t('onboarding.sourcesOpen')}
        </Button>
      }
    >
      {count > 0 ? t('onboarding.sourcesDone', { count }) : t('onboarding.sourcesText')}
    </Step>
  );
}

function LoginStep({ done }: { done: boolean }) {
  const { t } = useTranslation();
  return (
    <Step
      title={t('onboarding.login')}
      sign={done ? 'ok' : 'none'}
      action={
        !done && (
          <Button size="small" onClick={() => void save({ openAtLogin: true })}>
            {t('onboarding.loginOn')}
          </Button>
        )
      }
    >
      {done ? t('onboarding.loginDone') : t('onboarding.loginText')}
    </Step>
  );
}
