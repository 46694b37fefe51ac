import { useTranslation } from 'react-i18next';
import { count } from '../chat/time.ts';
import { Button } from '../ui/button.tsx';
import { keyText } from '../ui/key.tsx';

/** The factors the buttons go through: those of the keys, which main has. */
export const ZOOM_STEPS: readonly number[] = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

interface ZoomStepperProps {
  readonly label: string;
  /** 0.5 … 2 */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Smaller, larger, and back. Buttons and no slider: what one drags would move away under the pointer. */
export function ZoomStepper({ label, value, onChange }: ZoomStepperProps) {
  const { t, i18n } = useTranslation();
  const smaller = ZOOM_STEPS.findLast((step) => step < value);
  const larger = ZOOM_STEPS.find((step) => step > value);
  return (
    <fieldset className="row wrap zoom" aria-label={label}>
      <Step sign="−" label={t('settings.zoomOut')} keys={keyText('Mod+-', t)} to={smaller} onChange={onChange} />
      <output className="num" aria-live="polite">
        {t('settings.percent', { n: count(Math.round(value * 100), i18n.language) })}
      </output>
      <Step sign="+" label={t('settings.zoomIn')} keys={keyText('Mod+Plus', t)} to={larger} onChange={onChange} />
      <Button kind="quiet" title={keyText('Mod+0', t)} aria-disabled={value === 1} onClick={() => onChange(1)}>
        {t('settings.zoomReset')}
      </Button>
    </fieldset>
  );
}

interface StepProps {
  readonly sign: string;
  readonly label: string;
  readonly keys: string;
  /** `undefined` at the end of the steps. */
  readonly to: number | undefined;
  readonly onChange: (value: number) => void;
}

/** At the end it does nothing but stays in the order of the keys: the focus must not fall out of it. */
function Step({ sign, label, keys, to, onChange }: StepProps) {
  return (
    <button
      type="button"
      className="btn btn-icon"
      aria-label={label}
      title={`${label} (${keys})`}
      aria-disabled={to === undefined}
      onClick={() => to !== undefined && onChange(to)}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
