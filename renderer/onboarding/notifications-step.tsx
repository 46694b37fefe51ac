import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Step } from './step.tsx';
import type { NotificationStep } from './steps.ts';
import { tryNotification } from './store.ts';

/** Whether the program can call the person: one notification, to see that it is shown. */
export function NotificationsStep({ step }: { step: NotificationStep }) {
  const { t } = useTranslation();
  const sign = step === 'works' ? 'ok' : step === 'refused' ? 'problem' : 'none';
  return (
    <Step
      title={t('onboarding.notifications')}
      sign={sign}
      action={
        step !== 'works' &&
        step !== 'unsupported' && (
          <Button size="small" onClick={() => void tryNotification()}>
            {step === 'refused' ? t('onboarding.notificationsAgain') : t('onboarding.notificationsTry')}
          </Button>
        )
      }
    >
      {sentence(t, step)}
    </Step>
  );
}

function sentence(t: TFunction, step: NotificationStep): string {
  switch (step) {
    case 'untried':
      return t('onboarding.notificationsUntried');
    case 'works':
      return t('onboarding.notificationsWork');
    case 'held':
      return t('onboarding.notificationsHeld');
    case 'refused':
      return t('onboarding.notificationsRefused');
    case 'unsupported':
      return t('onboarding.notificationsUnsupported');
  }
}
