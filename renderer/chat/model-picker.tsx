import type { TFunction } from 'i18next';
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../preload/contract.ts';
import { useCommand } from '../app/commands.ts';
import { useNow } from '../app/now.ts';
import { Button } from '../ui/button.tsx';
import { ChipButton } from '../ui/chip.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Picker, type PickerItem } from '../ui/picker.tsx';
import { providerOf, shortModel } from './models.ts';
import { loadModels, useModels } from './models-store.ts';
import { ago, compact } from './time.ts';

interface Props {
  readonly modelId: string | null;
  readonly onSelect: (id: string) => void;
}

/** The model chip and the list behind it: exact ids, the server's default marked, refreshed only when asked. */
export function ModelPicker({ modelId, onSelect }: Props) {
  const { t, i18n } = useTranslation();
  const { list, loading, error } = useModels();
  const button = useRef<HTMLButtonElement>(null);
  const open = useCallback(() => button.current?.click(), []);
  useCommand('model', open);
  const items = useMemo(
    () => (list?.models ?? []).map((model) => itemOf(model, list?.defaultId ?? null, t, i18n.language)),
    [list, t, i18n.language],
  );
  return (
    <Picker
      label={t('chat.findModel')}
      items={items}
      selectedId={modelId}
      onSelect={onSelect}
      onOpen={() => {
        if (!list) void loadModels(false);
      }}
      empty={error ? errorSentence(t, error) : loading ? t('chat.modelsLoading') : t('chat.modelsNone')}
      footer={<PickerFoot />}
      button={(props) => (
        <ChipButton ref={button} icon="model" title={modelId ?? t('chat.chooseModel')} {...props}>
          <span className="vh">{t('chat.modelLabel')} </span>
          <span className="cut">{modelId === null ? t('chat.modelDefault') : shortModel(modelId)}</span>
          {modelId !== null && <span className="faint">{providerOf(modelId)}</span>}
        </ChipButton>
      )}
    />
  );
}

function itemOf(model: Model, defaultId: string | null, t: TFunction, language: string): PickerItem {
  const context =
    model.contextWindow === null ? [] : [t('chat.context', { n: compact(model.contextWindow, language) })];
  const figure = model.id === defaultId ? [...context, t('chat.isDefault')] : context;
  return { id: model.id, name: model.id, ...(figure.length > 0 ? { figure: figure.join(' · ') } : {}) };
}

/** How old the list is, and the only way to ask the server for a new one. */
function PickerFoot() {
  const { t } = useTranslation();
  const { list, loading } = useModels();
  const now = useNow(10_000);
  const age = list?.fetchedAt == null ? t('chat.modelsNever') : ago(now - list.fetchedAt, t);
  return (
    <>
      <span className="small faint num">{t('chat.modelsFrom', { age })}</span>
      <Button
        className="push"
        kind="quiet"
        size="small"
        icon="retry"
        busy={loading}
        title={t('chat.modelsRefreshHint')}
        onClick={() => void loadModels(true)}
      >
        {t('chat.modelsRefresh')}
      </Button>
    </>
  );
}
