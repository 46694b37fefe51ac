import { lazy, memo, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, LocalConversation } from '../../../preload/contract.ts';
import { useCommand } from '../../app/commands.ts';
import { withFirst } from '../../sources/chain.ts';
import { useSources } from '../../sources/store.ts';
import { TargetPicker } from '../../sources/target-picker.tsx';
import { targetName } from '../../sources/target-words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { KeyHint, keyText } from '../../ui/key.tsx';
import { setChain, stopAnswer } from './actions.ts';

const ChainDialog = lazy(() => import('./chain-dialog.tsx'));

interface Props {
  readonly conversation: Conversation;
  readonly local: LocalConversation;
  /** The answer under way, which Stop ends. */
  readonly answeringId: number | null;
  readonly onClipboard: () => void;
  readonly onAgent: () => void;
  readonly onSend: () => void;
  /** Why the text cannot be sent now, in a sentence. */
  readonly blocked: string | null;
}

/** Under the text of a conversation kept here: who answers, who instead, clipboard, keys, stop and send. */
export const LocalComposerBar = memo(function LocalComposerBar(props: Props) {
  const { conversation, local, answeringId, onClipboard, onAgent, onSend, blocked } = props;
  const { t } = useTranslation();
  const chip = useRef<HTMLButtonElement>(null);
  const openPicker = useCallback(() => chip.current?.click(), []);
  useCommand('model', openPicker);
  const { chain } = local;
  return (
    <div className="composer-bar">
      <TargetPicker
        value={chain[0] ?? null}
        onChange={(target) => void setChain(conversation.id, withFirst(chain, target))}
        label={t('targets.answers')}
        title={keyText('Mod+L', t)}
        chip={chip}
      />
      <ThenButton conversation={conversation} chain={chain} />
      <IconButton small icon="clipboard" label={t('chat.addClipboard')} onClick={onClipboard} />
      <IconButton small icon="runs" label={t('runs.giveToAgent')} onClick={onAgent} />
      <span className="push">
        <KeyHint accelerators={['Enter']}>{t('chat.keySend')}</KeyHint>
        <KeyHint accelerators={['Shift+Enter']}>{t('chat.keyNewLine')}</KeyHint>
        {answeringId !== null && (
          <IconButton
            icon="stop"
            kind="plain"
            label={t('targets.stop')}
            keys={keyText('Mod+.', t)}
            onClick={() => void stopAnswer(answeringId)}
          />
        )}
        <IconButton
          kind="main"
          icon="send"
          label={t('chat.send')}
          title={blocked ?? `${t('chat.send')} (${keyText('Enter', t)})`}
          disabled={blocked !== null}
          onClick={onSend}
        />
      </span>
    </div>
  );
});

/** Who is asked when the first cannot answer, and the way to say so. */
function ThenButton({ conversation, chain }: { conversation: Conversation; chain: LocalConversation['chain'] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const sources = useSources((state) => state.sources);
  const others = chain.slice(1).map((target) => targetName(t, target, sources));
  return (
    <>
      <Button
        kind="quiet"
        size="small"
        className="then"
        title={others.length > 0 ? t('targets.thenThese', { names: others.join(', ') }) : t('targets.thenNobody')}
        onClick={() => setOpen(true)}
      >
        {others.length > 0 ? t('targets.thenMore', { count: others.length }) : t('targets.then')}
      </Button>
      {open && (
        <Suspense>
          <ChainDialog
            chain={chain}
            onSave={(next) => setChain(conversation.id, next)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
