import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { useList } from '../../chat/list-store.ts';
import { shortModel } from '../../chat/models.ts';
import { loadModels, useModels } from '../../chat/models-store.ts';
import { ChipButton } from '../../ui/chip.tsx';
import { Choice } from '../../ui/choice.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Picker } from '../../ui/picker.tsx';
import { Switch } from '../../ui/switch.tsx';
import { HotkeyDoctor } from '../doctor/index.tsx';
import { HotkeyRecorder } from '../hotkey-recorder.tsx';
import { Line } from '../line.tsx';
import { saveQuick } from '../save.ts';

/** The hotkey, and where a quick question goes. */
export function QuickSection() {
  const { t } = useTranslation();
  const withAi = useApp((state) => state.settings.quick.withAi);
  const recorder = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Line id="hotkey">{({ label }) => <HotkeyRecorder ref={recorder} label={label} />}</Line>
      <Line id="hotkeyDoctor">{() => <HotkeyDoctor onOtherKeys={() => recorder.current?.focus()} />}</Line>
      <Target />
      <Line id="withAi">
        {() => <Switch label={t('settings.withAiOn')} checked={withAi} onChange={(on) => saveQuick({ withAi: on })} />}
      </Line>
      <ModelLine />
    </>
  );
}

function Target() {
  const { t } = useTranslation();
  const { target, conversationId } = useApp((state) => state.settings.quick);
  const conversations = useList((state) => state.conversations);
  const items = [...conversations.values()].filter(isOpen).sort((a, b) => b.lastAt - a.lastAt);
  const chosen = conversationId === null ? null : conversations.get(conversationId);
  return (
    <Line id="target">
      {({ label }) => (
        <>
          <Choice
            label={label}
            value={target}
            onChange={(value) => saveQuick({ target: value })}
            options={[
              { value: 'lastUsed', label: t('settings.targetLastUsed') },
              { value: 'daily', label: t('settings.targetDaily') },
              { value: 'chosen', label: t('settings.targetChosen') },
            ]}
          />
          {target === 'chosen' && (
            <Picker
              label={t('settings.findConversation')}
              items={items.map((each) => ({ id: String(each.id), name: each.title }))}
              selectedId={conversationId === null ? null : String(conversationId)}
              onSelect={(id) => saveQuick({ conversationId: Number(id) })}
              empty={t('settings.noConversation')}
              button={(props) => (
                <ChipButton {...props} icon="chat" className="settings-chip">
                  <span className="cut">{chosen?.title ?? t('settings.chooseConversation')}</span>
                </ChipButton>
              )}
            />
          )}
        </>
      )}
    </Line>
  );
}

function isOpen({ hidden, presence }: Conversation): boolean {
  return !hidden && presence === 'here';
}

/** Stands for "no model of its own" in the list, where every row needs an id. */
const NO_MODEL = '';

function ModelLine() {
  const { t } = useTranslation();
  const modelId = useApp((state) => state.settings.quick.modelId);
  const { list, loading, error } = useModels();
  const models = (list?.models ?? []).map(({ id, name, provider }) => ({ id, name, detail: provider }));
  return (
    <Line id="model">
      {() => (
        <Picker
          label={t('settings.findModel')}
          items={[{ id: NO_MODEL, name: t('settings.modelOfConversation') }, ...models]}
          selectedId={modelId ?? NO_MODEL}
          onSelect={(id) => saveQuick({ modelId: id === NO_MODEL ? null : id })}
          onOpen={() => void loadModels(false)}
          empty={t('settings.noModel')}
          footer={loading ? t('settings.modelsLoading') : error ? errorSentence(t, error) : null}
          button={(props) => (
            <ChipButton {...props} icon="model" className="settings-chip">
              <span className="cut">{modelId === null ? t('settings.modelOfConversation') : shortModel(modelId)}</span>
            </ChipButton>
          )}
        />
      )}
    </Line>
  );
}
