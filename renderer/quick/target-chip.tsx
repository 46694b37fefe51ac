import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { shortModel } from '../chat/models.ts';
import { TargetPicker } from '../sources/target-picker.tsx';
import { HALEXT } from '../sources/target-words.ts';
import { join } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { keyText } from '../ui/key.tsx';
import { pick } from './actions.ts';
import { useAsked, useAskedWords } from './asked.ts';

/** Who the next question is for, and the way to somebody else. */
export function TargetChip({ chip }: { chip: RefObject<HTMLButtonElement | null> }) {
  const { t } = useTranslation();
  const target = useAsked();
  const { name, model } = useAskedWords();
  const isHalext = target?.sourceId === HALEXT;
  // At the Halext server the model says more than the name of what everybody there asks.
  const first = isHalext ? (model === null ? t('quick.modelOfServer') : shortModel(model)) : name;
  const second = isHalext ? name : model;
  return (
    <TargetPicker
      value={isHalext ? { sourceId: HALEXT, model } : target}
      onChange={(chosen) => void pick(chosen)}
      button={(props) => (
        <button
          {...props}
          ref={chip}
          type="button"
          className={join('chip q-model')}
          title={`${[first, second].filter(Boolean).join(' · ')} (${keyText('Mod+L', t)})`}
        >
          <Icon name="model" />
          <span className="vh">{t('quick.asks')}</span>
          <span className="cut">{first}</span>
          {second !== null && target !== null && <span className="faint cut q-provider">{second}</span>}
          <Icon name="down" />
        </button>
      )}
    />
  );
}
