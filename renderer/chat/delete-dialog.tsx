import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../preload/contract.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { deleteConversation, hideConversation } from './actions.ts';

/** Asks before deleting for everybody. Who may not delete, and what is no longer on the server, can be hidden here. */
export function DeleteDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const { id, title, people, local } = conversation;
  const mayDelete = conversation.owner && conversation.presence === 'here';
  const others = people.filter((each) => !each.me).map((each) => each.name);
  const act = (action: Promise<void>) => {
    void action;
    onClose();
  };
  const footer = (
    <>
      <Button kind="quiet" onClick={onClose}>
        {t('chat.cancel')}
      </Button>
      {!local && <Button onClick={() => act(hideConversation(id, true))}>{t('chat.hideHere')}</Button>}
      {mayDelete && (
        <Button kind="danger" icon="trash" onClick={() => act(deleteConversation(id))}>
          {t('chat.deleteForGood')}
        </Button>
      )}
    </>
  );
  function sentence(): string {
    if (local) return t('chat.deleteHereText', { title });
    return mayDelete ? t('chat.deleteText', { title }) : t('chat.hideText', { title });
  }
  return (
    <Dialog title={mayDelete ? t('chat.deleteTitle') : t('chat.hideTitle')} onClose={onClose} footer={footer}>
      <p>{sentence()}</p>
      {mayDelete && others.length > 0 && <p>{t('chat.deleteOthers', { people: others.join(', ') })}</p>}
    </Dialog>
  );
}
