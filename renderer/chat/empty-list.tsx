import { useTranslation } from 'react-i18next';
import { runCommand } from '../app/commands.ts';
import { useApp } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { Icon, Sign } from '../ui/icon.tsx';

/** A list without rows: the first copy is under way, or there is nothing yet and a way to begin. */
export function EmptyList({ first }: { first: boolean }) {
  const { t } = useTranslation();
  const offline = useApp((state) => state.sync.kind === 'offline');
  if (first) {
    return (
      <div className="scroll empty">
        <Sign name="working" />
        <p>{t('chat.firstSync')}</p>
      </div>
    );
  }
  return (
    <div className="scroll empty">
      <Icon name="chat" />
      <p>{offline ? t('chat.emptyOffline') : t('chat.emptyList')}</p>
      {!offline && (
        <Button icon="plus" onClick={() => runCommand('newConversation')}>
          {t('chat.new')}
        </Button>
      )}
    </div>
  );
}
