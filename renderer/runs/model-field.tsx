import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { GatewaySource } from '../../preload/contract.ts';
import { timeOfDay } from '../chat/time.ts';
import { answerSentence } from '../sources/answer-words.ts';
import { loadSourceModels, modelsOf, useSourceModels } from '../sources/models.ts';
import { IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Picker } from '../ui/picker.tsx';

interface Props {
  readonly source: GatewaySource;
  /** As typed; empty takes the source's own. */
  readonly value: string;
  readonly onChange: (model: string) => void;
}

/** The model of a gateway's task: typed, or chosen from its list, which is often empty though the models are there. */
export function ModelField({ source, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const { id } = source;
  const { list, loading, error } = useSourceModels((all) => modelsOf(all, id));
  useEffect(() => void loadSourceModels(id, false), [id]);

  const own = source.model === null ? t('runs.modelOwnUnknown') : t('runs.modelOwn', { model: source.model });
  const listHint = () => {
    if (error) return `${answerSentence(t, error)} ${t('runs.modelTyped')}`;
    if (!list?.emptyNow) return own;
    return list.fetchedAt === null
      ? t('runs.modelsEmpty')
      : t('runs.modelsOld', { time: timeOfDay(list.fetchedAt, i18n.language) });
  };
  return (
    <Field
      label={t('runs.modelLabel')}
      mono
      value={value}
      maxLength={300}
      placeholder={source.model ?? ''}
      hint={listHint()}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
      trailing={
        <>
          <IconButton
            small
            icon="retry"
            label={t('runs.modelsRefresh')}
            busy={loading}
            onClick={() => void loadSourceModels(id, true)}
          />
          <Picker
            label={t('runs.modelFind')}
            items={(list?.models ?? []).map((model) => ({ id: model, name: model }))}
            selectedId={value === '' ? null : value}
            onSelect={onChange}
            empty={loading ? t('runs.modelsLoading') : t('runs.modelsNone')}
            button={(props) => <IconButton small icon="down" label={t('runs.modelChoose')} {...props} />}
          />
        </>
      }
    />
  );
}
