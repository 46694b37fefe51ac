import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../preload/contract.ts';
import { IconButton } from '../ui/button.tsx';
import { KeyHint, keyText } from '../ui/key.tsx';
import { Switch } from '../ui/switch.tsx';
import { changeAi, changeModel } from './actions.ts';
import { ModelPicker } from './model-picker.tsx';

interface Props {
  readonly conversation: Conversation;
  /** The model of the next message only, chosen by someone who may not change the conversation's. */
  readonly override: string | null;
  readonly onOverride: (modelId: string | null) => void;
  readonly onClipboard: () => void;
  readonly onAgent: () => void;
  readonly onSend: () => void;
  /** Why the text cannot be sent now. */
  readonly blocked: 'empty' | 'tooLong' | null;
}

/** Under the text: model, AI on or off, clipboard, keys, send. */
export const ComposerBar = memo(function ComposerBar(props: Props) {
  const { conversation, override, onOverride, onClipboard, onAgent, onSend, blocked } = props;
  const { t } = useTranslation();
  const { id, owner, withAi, modelId } = conversation;
  const choose = (chosen: string) => {
    if (owner) void changeModel(id, chosen);
    else onOverride(chosen);
  };
  const reasons = { empty: t('chat.sendEmpty'), tooLong: t('chat.sendTooLong') };
  return (
    <div className="composer-bar">
      {withAi && <ModelPicker modelId={override ?? modelId} onSelect={choose} />}
      {owner && (
        <Switch
          label={<span className="small">{t('chat.aiAnswers')}</span>}
          checked={withAi}
          onChange={(on) => void changeAi(id, on)}
        />
      )}
      <IconButton small icon="clipboard" label={t('chat.addClipboard')} onClick={onClipboard} />
      <IconButton small icon="runs" label={t('runs.giveToAgent')} onClick={onAgent} />
      <span className="push">
        <KeyHint accelerators={['Enter']}>{t('chat.keySend')}</KeyHint>
        <KeyHint accelerators={['Shift+Enter']}>{t('chat.keyNewLine')}</KeyHint>
        <IconButton
          kind="main"
          icon="send"
          label={t('chat.send')}
          title={blocked === null ? `${t('chat.send')} (${keyText('Enter', t)})` : reasons[blocked]}
          disabled={blocked !== null}
          onClick={onSend}
        />
      </span>
    </div>
  );
});
