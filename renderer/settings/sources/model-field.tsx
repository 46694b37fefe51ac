import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../preload/contract.ts';
import { useNow } from '../../app/now.ts';
import { ago, count } from '../../chat/time.ts';
import { answerSentence } from '../../sources/answer-words.ts';
import {
  isInactive,
  loadSourceModels,
  type ModelsOf,
  modelItems,
  modelsOf,
  suggestionsFor,
  useSourceModels,
} from '../../sources/models.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SignLine } from '../../ui/note.tsx';
import { Picker } from '../../ui/picker.tsx';

type ModelSentence = (t: TFunction, error: AppError) => string;

interface ModelFieldProps {
  /** `null` while the source is new: nobody can be asked yet. */
  readonly sourceId: string | null;
  readonly model: string;
  readonly hint: string;
  /** Models like the typed one, which a test did not find. */
  readonly near?: readonly string[];
  /** Why there is no list; that of a gateway unless said otherwise. */
  readonly sentence?: ModelSentence;
  readonly onChange: (model: string) => void;
}

/** The model that is asked: any id can be typed, and those the source lists can be searched. */
export function ModelField({ sourceId, model, hint, near = [], sentence = answerSentence, onChange }: ModelFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const list = useSourceModels((all) => modelsOf(all, sourceId ?? '').list);
  const suggestions = suggestionsFor(model, list, near);
  return (
    <div className="fieldset">
      <label className="label" htmlFor={id}>
        {t('sources.model')}
      </label>
      <div className="form-body">
        <div className="field grow">
          <Icon name="model" />
          <input
            id={id}
            data-field="model"
            className="field-text mono"
            value={model}
            placeholder={t('sources.modelNone')}
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby={`${id}-below`}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </div>
        {sourceId !== null && <ModelPicker sourceId={sourceId} model={model} sentence={sentence} onSelect={onChange} />}
      </div>
      <div id={`${id}-below`} className="hint">
        {isInactive(model, list) ? <SignLine sign="slow">{t('sources.modelInactive')}</SignLine> : hint}
      </div>
      {suggestions.length > 0 && (
        <fieldset className="suggestions">
          <legend className="small soft">{t('sources.didYouMean')}</legend>
          {suggestions.map((each) => (
            <Button key={each} size="small" className="mono" onClick={() => onChange(each)}>
              {each}
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

interface ModelPickerProps {
  readonly sourceId: string;
  readonly model: string;
  readonly sentence: ModelSentence;
  readonly onSelect: (model: string) => void;
}

function ModelPicker({ sourceId, model, sentence, onSelect }: ModelPickerProps) {
  const { t, i18n } = useTranslation();
  const models = useSourceModels((all) => modelsOf(all, sourceId));
  const items = modelItems(t, i18n.language, models.list);
  return (
    <Picker
      label={t('sources.findModel')}
      items={items}
      selectedId={model}
      onSelect={onSelect}
      onOpen={() => void loadSourceModels(sourceId, false)}
      empty={emptySentence(t, models, sentence)}
      footer={<PickerFoot sourceId={sourceId} models={models} sentence={sentence} />}
      button={(props) => (
        <Button {...props} className="btn-tall">
          {t('sources.chooseModel')}
        </Button>
      )}
    />
  );
}

function emptySentence(t: TFunction, { list, loading, error }: ModelsOf, sentence: ModelSentence): string {
  if (loading) return t('sources.modelsLoading');
  if (error && !list) return sentence(t, error);
  return list && list.models.length > 0 ? t('settings.noModel') : t('sources.modelsEmpty');
}

/** How old the list is, what the gateway said last, and the way to ask it again. */
function PickerFoot({ sourceId, models, sentence }: { sourceId: string; models: ModelsOf; sentence: ModelSentence }) {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const { list, loading, error } = models;
  const size = list?.models.length ?? 0;
  const listed =
    list?.fetchedAt == null
      ? t('sources.modelsNever')
      : t('sources.modelsListed', { count: size, n: count(size, i18n.language), ago: ago(now - list.fetchedAt, t) });
  return (
    <div className="models-foot">
      <div className="row">
        <span className="small faint num">{listed}</span>
        <Button
          className="push"
          kind="quiet"
          size="small"
          icon="retry"
          busy={loading}
          onClick={() => void loadSourceModels(sourceId, true)}
        >
          {t('sources.modelsRefresh')}
        </Button>
      </div>
      <p className="small" aria-live="polite">
        {error && list ? sentence(t, error) : list?.emptyNow && size > 0 ? t('sources.modelsEmptyNow') : ''}
      </p>
    </div>
  );
}
