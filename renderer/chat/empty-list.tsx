import { useTranslation } from 'react-i18next';
import { runCommand } from '../app/commands.ts';
import { hasServer, showSources, useApp } from '../app/store.ts';
import { useSources } from '../sources/store.ts';
import { Button } from '../ui/button.tsx';
import { Icon, Sign } from '../ui/icon.tsx';

/** A list without rows: the first copy is under way, or there is nothing yet and a way to begin. */
export function EmptyList({ first }: { first: boolean }) {
  const { t } = useTranslation();
  const offline = useApp((state) => state.sync.kind === 'offline');
  const server = useApp((state) => hasServer(state.session));
  if (first && server) {
    return (
      <div className="scroll empty">
        <Sign name="working" />
        <p>{t('chat.firstSync')}</p>
      </div>
    );
  }
  if (!server) return <EmptyHere />;
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

/** Without a Halext server: the first step is somebody to ask. */
function EmptyHere() {
  const { t } = useTranslation();
  const nobody = useSources(({ known, sources }) => known && sources.length === 0);
  return (
    <div className="scroll empty">
      <Icon name="chat" />
      <p>{nobody ? t('chat.emptyNoSource') : t('chat.emptyHere')}</p>
      {nobody ? (
        <Button icon="plus" onClick={showSources}>
          {t('targets.addSource')}
        </Button>
      ) : (
        <Button icon="plus" onClick={() => runCommand('newConversation')}>
          {t('chat.new')}
        </Button>
      )}
    </div>
  );
}
