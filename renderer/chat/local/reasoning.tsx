import { useTranslation } from 'react-i18next';
import { Fold } from '../../runs/fold.tsx';
import { Formatted } from '../message-body.tsx';

/** What the model thought on its way, folded away. */
export function Reasoning({ text, live }: { text: string; live: boolean }) {
  const { t } = useTranslation();
  if (text === '') return null;
  return (
    <div className="thinking">
      <Fold icon="think" label={live ? t('targets.thinking') : t('targets.thoughts')}>
        <div className="soft small">
          <Formatted text={text} live={live} />
        </div>
      </Fold>
    </div>
  );
}
