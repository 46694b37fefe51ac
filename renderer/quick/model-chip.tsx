import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { useList } from '../chat/list-store.ts';
import { providerOf, shortModel } from '../chat/models.ts';
import { loadModels, useModels } from '../chat/models-store.ts';
import { Button, join } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon } from '../ui/icon.tsx';
import { keyText } from '../ui/key.tsx';
import { Picker } from '../ui/picker.tsx';
import { useQuick } from './store.ts';

/** The model the next question is for: the one picked here, else the setting's, else the conversation's. */
export function ModelChip({ chip }: { chip: RefObject<HTMLButtonElement | null> }) {
  const { t } = useTranslation();
  const { list, loading, error } = useModels();
  const current = useCurrentModel();
  const items = (list?.models ?? []).map(({ id, name, provider }) => ({ id, name, detail: provider }));
  return (
    <Picker
      label={t('quick.findModel')}
      items={items}
      selectedId={current}
      onSelect={(id) => useQuick.setState({ modelId: id })}
      onOpen={() => void loadModels(false)}
      empty={loading ? t('quick.modelsLoading') : error ? errorSentence(t, error) : t('quick.modelsNone')}
      footer={
        <Button kind="quiet" size="small" icon="retry" busy={loading} onClick={() => void loadModels(true)}>
          {t('quick.modelsRefresh')}
        </Button>
      }
      button={(props) => (
        <button
          {...props}
          ref={chip}
          type="button"
          className={join('chip q-model')}
          title={`${t('quick.model')} (${keyText('Mod+L', t)})`}
        >
          <Icon name="model" />
          <span className="vh">{t('quick.model')}</span>
          <span className="cut">{current === null ? t('quick.modelOfServer') : shortModel(current)}</span>
          {current !== null && <span className="faint cut q-provider">{providerOf(current)}</span>}
          <Icon name="down" />
        </button>
      )}
    />
  );
}

function useCurrentModel(): string | null {
  const picked = useQuick((state) => state.modelId);
  const setting = useApp((state) => state.settings.quick.modelId);
  const placeId = useQuick((state) => state.chosenId ?? state.target?.conversation?.id ?? null);
  const ofPlace = useList((state) => (placeId === null ? null : (state.conversations.get(placeId)?.modelId ?? null)));
  const ofServer = useModels((state) => state.list?.defaultId ?? null);
  return picked ?? setting ?? ofPlace ?? ofServer;
}
