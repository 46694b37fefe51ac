import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Sign, type SignName } from '../ui/icon.tsx';

interface StepProps {
  readonly title: string;
  /** `none`: still to do. */
  readonly sign: Extract<SignName, 'ok' | 'none' | 'working' | 'problem'>;
  /** How it stands, or what it is good for. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** One step: how it stands, what it is, and the one thing to press. */
export function Step({ title, sign, children, action }: StepProps) {
  const { t } = useTranslation();
  return (
    <li className="first-step">
      <Sign name={sign} />
      <div className="first-step-words">
        <h4>
          {title}
          <span className="vh"> {sign === 'ok' ? t('onboarding.isDone') : t('onboarding.isOpen')}</span>
        </h4>
        <p role={sign === 'none' ? undefined : 'status'}>{children}</p>
      </div>
      {action}
    </li>
  );
}
