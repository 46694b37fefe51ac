import { useTranslation } from 'react-i18next';
import type { Account } from '../../preload/contract.ts';
import { runCommand } from '../app/commands.ts';
import { IconButton } from '../ui/button.tsx';
import { DemoMark } from '../ui/chip.tsx';
import { keyText } from '../ui/key.tsx';
import { ConversationList } from './conversation-list.tsx';
import { SearchBox } from './search-box.tsx';
import { SearchResults } from './search-results.tsx';
import { useSearch } from './search-store.ts';
import { SyncLine } from './sync-line.tsx';

/** The left side: heading, search, the conversations or what was found, and the state of synchronisation. */
export function ListPane({ account }: { account: Account }) {
  const { t } = useTranslation();
  const searching = useSearch((state) => state.text.trim() !== '');
  return (
    <section className="list" aria-label={t('chat.conversations')} data-area="list">
      <header className="bar">
        <h2>{t('app.chats')}</h2>
        {account.demo && <DemoMark label={t('app.demo')} />}
        <IconButton
          className="push"
          icon="plus"
          label={t('chat.new')}
          keys={keyText('Mod+N', t)}
          onClick={() => runCommand('newConversation')}
        />
      </header>
      <SearchBox />
      {searching ? <SearchResults /> : <ConversationList />}
      <SyncLine />
    </section>
  );
}
