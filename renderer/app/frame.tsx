import { useEffect } from 'react';
import type { Account } from '../../preload/contract.ts';
import { ChatPage } from '../chat/index.tsx';
import { SettingsPage } from '../settings/index.tsx';
import { SignInAgain } from '../signin/index.tsx';
import { focusNextArea } from './areas.ts';
import { useCommand } from './commands.ts';
import { actionOf } from './keys.ts';
import { perform } from './navigation.ts';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import { showPage, useApp } from './store.ts';

const toChats = () => showPage('chat');
const toSettings = () => showPage('settings');
const toNextArea = () => focusNextArea(document, document.activeElement);

/**
 * Rail, notices and the page shown. The chat page stays mounted behind the settings, so that the text being written and
 * the place in the thread are still there on the way back.
 */
export function Frame({ account }: { account: Account }) {
  const page = useApp((state) => state.page);
  const again = useApp((state) => state.signingInAgain && state.session.kind === 'expired');
  useCommand('chats', toChats);
  useCommand('settings', toSettings);
  useCommand('nextArea', toNextArea);
  useKeys();
  return (
    <div className="app">
      <Rail account={account} />
      <Notices />
      <div className="page">
        <ChatPage account={account} inert={page !== 'chat'} />
        {page === 'settings' && <SettingsPage />}
      </div>
      {again && <SignInAgain account={account} onClose={() => useApp.setState({ signingInAgain: false })} />}
    </div>
  );
}

function useKeys(): void {
  const platform = useApp((state) => state.info.platform);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog:modal')) return;
      const action = actionOf(event, platform);
      if (action && perform(action)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [platform]);
}
