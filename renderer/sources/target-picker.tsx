import { type ReactNode, type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTarget } from '../../preload/contract.ts';
import { hasServer, useApp } from '../app/store.ts';
import { loadModels, useModels } from '../chat/models-store.ts';
import { Button } from '../ui/button.tsx';
import { ChipButton, DemoMark } from '../ui/chip.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Picker } from '../ui/picker.tsx';
import type { PopoverButtonProps } from '../ui/popover.ts';
import { loadSourceModels, useSourceModels } from './models.ts';
import { useSources } from './store.ts';
import { isAnswerSource, rowOf, targetRows, typedRows } from './target-rows.ts';
import { placeName, targetWords } from './target-words.ts';

interface Props {
  readonly value: AnswerTarget | null;
  readonly onChange: (target: AnswerTarget) => void;
  /** Said before the name for those who do not see where the chip stands, e.g. "Answers:". */
  readonly label?: string;
  /** Leave out Halext's AI: where a conversation of the server's is chosen elsewhere. */
  readonly withoutHalext?: boolean;
  /** Another control than the chip. */
  readonly button?: (props: PopoverButtonProps) => ReactNode;
  /** The chip, for a key that opens it. */
  readonly chip?: RefObject<HTMLButtonElement | null>;
  readonly title?: string;
}

/** Who is asked: a chip and, behind it, every source and model there is. Models are asked for when it opens. */
export function TargetPicker({ value, onChange, withoutHalext = false, button, ...chip }: Props) {
  const { t } = useTranslation();
  const sources = useSources((state) => state.sources);
  const models = useSourceModels();
  const signedIn = useApp((state) => hasServer(state.session));
  const halextList = useModels((state) => state.list);
  const withHalext = signedIn && !withoutHalext;
  const rows = useMemo(
    () => targetRows(t, { sources, models, halext: withHalext ? (halextList ?? 'unasked') : null }),
    [t, sources, models, withHalext, halextList],
  );
  const typed = (query: string) => typedRows(t, sources, query, rows);

  function load(refresh: boolean): void {
    for (const source of sources) if (isAnswerSource(source)) void loadSourceModels(source.id, refresh);
    if (withHalext && (refresh || halextList === null)) void loadModels(refresh);
  }

  function choose(id: string, query: string): void {
    const row = [...rows, ...typed(query)].find((each) => each.item.id === id);
    if (row) onChange(row.target);
  }

  return (
    <Picker
      wide
      label={t('targets.find')}
      items={rows.map(({ item }) => item)}
      selectedId={rowOf(rows, value, sources)?.item.id ?? null}
      onSelect={choose}
      typed={(query) => typed(query).map(({ item }) => item)}
      onOpen={() => load(false)}
      empty={rows.length === 0 ? t('targets.none') : t('targets.noMatch')}
      footer={<Foot onRefresh={() => load(true)} />}
      button={button ?? ((props) => <TargetChip {...chip} value={value} popover={props} />)}
    />
  );
}

interface ChipProps extends Pick<Props, 'value' | 'label' | 'chip' | 'title'> {
  readonly popover: PopoverButtonProps;
}

/** Source and model; the whole of both in the title. */
function TargetChip({ value, label, chip, title, popover }: ChipProps) {
  const { t } = useTranslation();
  const sources = useSources((state) => state.sources);
  const words = value && targetWords(t, value, sources);
  const place = words?.place ? placeName(t, words.place) : null;
  const whole = words ? [words.source, words.model, place].filter((each) => each !== null).join(' · ') : '';
  return (
    <ChipButton ref={chip} icon="model" title={[whole, title ?? ''].filter(Boolean).join(' – ')} {...popover}>
      {label !== undefined && <span className="vh">{label} </span>}
      <span className="cut">{words ? words.source : t('targets.choose')}</span>
      {words?.model && <span className="cut faint">{words.model}</span>}
      {place !== null && <span className="vh">{place}</span>}
      {words?.demo && <DemoMark label={t('app.demo')} />}
    </ChipButton>
  );
}

/** Which lists could not be had, and a way to ask everybody anew. */
function Foot({ onRefresh }: { onRefresh: () => void }) {
  const { t } = useTranslation();
  const sources = useSources((state) => state.sources);
  const models = useSourceModels();
  const halext = useModels();
  const asked = sources.filter(isAnswerSource);
  const busy = halext.loading || asked.some(({ id }) => models[id]?.loading);
  return (
    <div className="target-foot">
      {asked.map(({ id, name }) => {
        const error = models[id]?.error ?? null;
        return error && <p key={id}>{t('targets.notListed', { name, cause: errorSentence(t, error) })}</p>;
      })}
      <Button kind="quiet" size="small" icon="retry" busy={busy} onClick={onRefresh}>
        {t('targets.refresh')}
      </Button>
    </div>
  );
}
