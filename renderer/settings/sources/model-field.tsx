import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../app/now.ts';
import { ago, count } from '../../chat/time.ts';
import { loadSourceModels, type ModelsOf, modelsOf, useSourceModels } from '../../sources/models.ts';
import { sourceSentence } from '../../sources/sentences.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Picker } from '../../ui/picker.tsx';

interface ModelFieldProps {
  /** `null` while the gateway is new: nobody can be asked yet. */
  readonly sourceId: string | null;
  readonly model: string;
  readonly onChange: (model: string) => void;
}

/** The model of new tasks: any id can be typed, and those the gateway lists can be searched. */
export function ModelField({ sourceId, model, onChange }: ModelFieldProps) {
  const { t } = useTranslation();
  const id = useId();
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
            className="field-text mono"
            value={model}
            placeholder={t('sources.modelNone')}
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby={`${id}-below`}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </div>
        {sourceId !== null && <ModelPicker sourceId={sourceId} model={model} onSelect={onChange} />}
      </div>
      <div id={`${id}-below`} className="hint">
        {sourceId === null ? t('sources.modelNewHint') : t('sources.modelHint')}
      </div>
    </div>
  );
}

interface ModelPickerProps {
  readonly sourceId: string;
  readonly model: string;
  readonly onSelect: (model: string) => void;
}

function ModelPicker({ sourceId, model, onSelect }: ModelPickerProps) {
  const { t } = useTranslation();
  const models = useSourceModels((all) => modelsOf(all, sourceId));
  const items = (models.list?.models ?? []).map((each) => ({ id: each, name: each }));
  return (
    <Picker
      label={t('sources.findModel')}
      items={items}
      selectedId={model}
      onSelect={onSelect}
      onOpen={() => void loadSourceModels(sourceId, false)}
      empty={emptySentence(t, models)}
      footer={<PickerFoot sourceId={sourceId} models={models} />}
      button={(props) => (
        <Button {...props} className="btn-tall">
          {t('sources.chooseModel')}
        </Button>
      )}
    />
  );
}

function emptySentence(t: TFunction, { list, loading, error }: ModelsOf): string {
  if (loading) return t('sources.modelsLoading');
  if (error && !list) return sourceSentence(t, error);
  return list && list.models.length > 0 ? t('settings.noModel') : t('sources.modelsEmpty');
}

/** How old the list is, what the gateway said last, and the way to ask it again. */
function PickerFoot({ sourceId, models }: { sourceId: string; models: ModelsOf }) {
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
        {error && list ? sourceSentence(t, error) : list?.emptyNow && size > 0 ? t('sources.modelsEmptyNow') : ''}
      </p>
    </div>
  );
}
