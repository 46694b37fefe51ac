import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTarget } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { loadSourceModels, useSourceModels } from '../../sources/models.ts';
import { followSources, useSources } from '../../sources/store.ts';
import { sameTarget, targetKey, targetWords } from '../../sources/target-words.ts';
import { Button } from '../../ui/button.tsx';
import { ChipButton, DemoMark } from '../../ui/chip.tsx';
import { Note } from '../../ui/note.tsx';
import { Picker } from '../../ui/picker.tsx';
import type { PopoverButtonProps } from '../../ui/popover.ts';
import { Line } from '../line.tsx';
import { canEmbed, meaningChoices, typedChoices } from '../meaning/choices.ts';
import { SwitchOffDialog, SwitchOnDialog } from '../meaning/dialogs.tsx';
import { MeaningProgress } from '../meaning/progress.tsx';
import { followMeaning, useMeaning } from '../meaning/store.ts';
import { meaningSentence } from '../meaning/words.ts';

/** Search by meaning: who makes the index, what leaves the computer for it, and how far it is. */
export function MeaningSection() {
  useEffect(followSources, []);
  useEffect(followMeaning, []);
  const status = useMeaning((state) => state.status);
  const on = useApp((state) => state.settings.meaning !== null);
  // What could not be removed is told also when it is off.
  const shown = on || status?.state.kind === 'failed' ? status : null;
  return (
    <>
      <Line id="meaningSource">{() => <Chosen />}</Line>
      {shown && <Line id="meaningIndex">{() => <MeaningProgress status={shown} />}</Line>}
    </>
  );
}

type Asking = { readonly kind: 'on'; readonly target: AnswerTarget } | { readonly kind: 'off' } | null;

function Chosen() {
  const { t } = useTranslation();
  const chosen = useApp((state) => state.settings.meaning);
  const error = useMeaning((state) => state.error);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <>
      <div className="row wrap">
        <MeaningPicker
          chosen={chosen}
          onSelect={(target) => {
            if (!sameTarget(target, chosen)) setAsking({ kind: 'on', target });
          }}
        />
        {chosen && (
          <Button kind="quiet" size="small" onClick={() => setAsking({ kind: 'off' })}>
            {t('meaning.switchOffAsk')}
          </Button>
        )}
      </div>
      {error && (
        <Note kind="bad" live>
          {meaningSentence(t, error)}
        </Note>
      )}
      {asking?.kind === 'on' && <SwitchOnDialog target={asking.target} replaces={chosen !== null} onClose={close} />}
      {asking?.kind === 'off' && <SwitchOffDialog onClose={close} />}
    </>
  );
}

interface MeaningPickerProps {
  readonly chosen: AnswerTarget | null;
  readonly onSelect: (target: AnswerTarget) => void;
}

function MeaningPicker({ chosen, onSelect }: MeaningPickerProps) {
  const { t } = useTranslation();
  const sources = useSources((state) => state.sources);
  const models = useSourceModels();
  const choices = useMemo(() => meaningChoices(t, sources, models), [t, sources, models]);
  const typed = (query: string) => typedChoices(sources, query, choices);
  return (
    <Picker
      label={t('meaning.find')}
      items={choices.map(({ item }) => item)}
      selectedId={chosen && targetKey(chosen)}
      onSelect={(id, query) => {
        const found = [...choices, ...typed(query)].find(({ item }) => item.id === id);
        if (found) onSelect(found.target);
      }}
      typed={(query) => typed(query).map(({ item }) => item)}
      onOpen={() => {
        for (const { id } of sources.filter(canEmbed)) void loadSourceModels(id, false);
      }}
      empty={sources.some(canEmbed) ? t('meaning.noMatch') : t('meaning.noSource')}
      button={(props) => <MeaningChip chosen={chosen} popover={props} />}
    />
  );
}

function MeaningChip({ chosen, popover }: { chosen: AnswerTarget | null; popover: PopoverButtonProps }) {
  const { t } = useTranslation();
  const sources = useSources((state) => state.sources);
  const words = chosen && targetWords(t, { ...chosen, model: chosen.model ?? t('meaning.ownModel') }, sources);
  return (
    <ChipButton {...popover} icon="search" className="settings-chip">
      <span className="cut">{words ? words.source : t('meaning.off')}</span>
      {words && <span className="cut faint">{words.model}</span>}
      {words?.demo && <DemoMark label={t('app.demo')} />}
    </ChipButton>
  );
}
