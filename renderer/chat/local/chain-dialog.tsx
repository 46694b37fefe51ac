import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTarget } from '../../../preload/contract.ts';
import { ChainEditor } from '../../sources/chain-editor.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface Props {
  readonly chain: readonly AnswerTarget[];
  /** Answers whether it was taken. */
  readonly onSave: (chain: readonly AnswerTarget[]) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Who answers in this conversation, in their order. Nothing changes before it is saved. */
export default function ChainDialog({ chain, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState(chain);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const taken = await onSave(edited);
    setBusy(false);
    if (taken) onClose();
  };
  return (
    <Dialog
      title={t('targets.chainTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('chat.cancel')}</Button>
          <Button
            kind="main"
            busy={busy}
            disabled={edited.length === 0}
            title={edited.length === 0 ? t('targets.chainEmpty') : undefined}
            onClick={() => void save()}
          >
            {t('targets.chainSave')}
          </Button>
        </>
      }
    >
      <p>{t('targets.chainText')}</p>
      <ChainEditor chain={edited} onChange={setEdited} />
    </Dialog>
  );
}
