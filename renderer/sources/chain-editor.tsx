import { useTranslation } from 'react-i18next';
import type { AnswerTarget } from '../../preload/contract.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { DemoMark } from '../ui/chip.tsx';
import { LONGEST_CHAIN, moved, withAdded } from './chain.ts';
import { useSources } from './store.ts';
import { TargetPicker } from './target-picker.tsx';
import { placeName, sameTarget, targetKey, targetName, targetWords } from './target-words.ts';

interface Props {
  readonly chain: readonly AnswerTarget[];
  readonly onChange: (chain: readonly AnswerTarget[]) => void;
}

/** Who is asked first, and who instead when it cannot answer: add, order, remove. */
export function ChainEditor({ chain, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="chain-editor">
      {chain.length > 0 && (
        <ol aria-label={t('targets.chainTitle')}>
          {chain.map((target, at) => (
            <ChainRow
              key={targetKey(target)}
              target={target}
              isFirst={at === 0}
              isLast={at === chain.length - 1}
              onMove={(by) => onChange(moved(chain, at, by))}
              onRemove={() => onChange(chain.filter((each) => !sameTarget(each, target)))}
            />
          ))}
        </ol>
      )}
      {chain.length < LONGEST_CHAIN && (
        <TargetPicker
          value={null}
          onChange={(target) => onChange(withAdded(chain, target))}
          button={(props) => (
            <Button size="small" icon="plus" {...props}>
              {chain.length === 0 ? t('targets.choose') : t('targets.chainAdd')}
            </Button>
          )}
        />
      )}
    </div>
  );
}

interface RowProps {
  readonly target: AnswerTarget;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function ChainRow({ target, isFirst, isLast, onMove, onRemove }: RowProps) {
  const { t } = useTranslation();
  const sources = useSources((state) => state.sources);
  const { source, model, place, demo } = targetWords(t, target, sources);
  const name = targetName(t, target, sources);
  return (
    <li className="row">
      <span className="small faint chain-place">{isFirst ? t('targets.first') : t('targets.thenShort')}</span>
      <span className="chain-name">
        <span className="cut">{source}</span>
        <span className="cut small soft">
          {[model, place && placeName(t, place)].filter((each) => each !== null).join(' · ')}
        </span>
      </span>
      {demo && <DemoMark label={t('app.demo')} />}
      <span className="push row">
        {!(isFirst && isLast) && <Moves name={name} isFirst={isFirst} isLast={isLast} onMove={onMove} />}
        <IconButton small icon="cross" label={t('targets.remove', { name })} onClick={onRemove} />
      </span>
    </li>
  );
}

function Moves({ name, isFirst, isLast, onMove }: Omit<RowProps, 'target' | 'onRemove'> & { name: string }) {
  const { t } = useTranslation();
  return (
    <>
      <IconButton
        small
        icon="down"
        className="turned"
        label={t('targets.earlier', { name })}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      />
      <IconButton small icon="down" label={t('targets.later', { name })} disabled={isLast} onClick={() => onMove(1)} />
    </>
  );
}
