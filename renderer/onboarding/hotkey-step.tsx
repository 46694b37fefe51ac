import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { showSettings } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import type { SignName } from '../ui/icon.tsx';
import { Step } from './step.tsx';
import type { HotkeyStep as HotkeyStanding } from './steps.ts';
import { proveHotkey } from './store.ts';

interface HotkeyStepProps {
  readonly step: HotkeyStanding;
  /** As they are written on this system. */
  readonly keys: string;
}

const SIGNS: Readonly<Record<HotkeyStanding, Extract<SignName, 'ok' | 'none' | 'working' | 'problem'>>> = {
  untried: 'none',
  trying: 'working',
  works: 'ok',
  silent: 'problem',
  off: 'none',
  failed: 'problem',
};

/** The key that calls the quick window, pressed once to see that it comes through. */
export function HotkeyStep({ step, keys }: HotkeyStepProps) {
  const { t } = useTranslation();
  return (
    <Step title={t('onboarding.hotkey')} sign={SIGNS[step]} action={<Action step={step} />}>
      {sentence(t, step, keys)}
    </Step>
  );
}

function Action({ step }: { step: HotkeyStanding }) {
  const { t } = useTranslation();
  switch (step) {
    case 'works':
      return null;
    case 'untried':
    case 'trying':
      return (
        <Button size="small" busy={step === 'trying'} onClick={() => void proveHotkey()}>
          {t('onboarding.hotkeyTry')}
        </Button>
      );
    case 'silent':
    case 'off':
    case 'failed':
      return (
        <Button size="small" onClick={() => showSettings('quick')}>
          {t('onboarding.hotkeyChange')}
        </Button>
      );
  }
}

function sentence(t: TFunction, step: HotkeyStanding, keys: string): string {
  switch (step) {
    case 'untried':
      return t('onboarding.hotkeyUntried', { keys });
    case 'trying':
      return t('onboarding.hotkeyTrying', { keys });
    case 'works':
      return t('onboarding.hotkeyWorks', { keys });
    case 'silent':
      return t('onboarding.hotkeySilent', { keys });
    case 'off':
      return t('onboarding.hotkeyOff');
    case 'failed':
      return t('onboarding.hotkeyFailed', { keys });
  }
}
