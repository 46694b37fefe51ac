import { lazy, Suspense, useEffect, useState } from 'react';
import type { Account } from '../../preload/contract.ts';
import { ChatPage } from '../chat/index.tsx';
import { followHealth } from '../health/health-store.ts';
import { Overlays } from '../palette/overlays.tsx';
import { followRuns } from '../runs/runs-store.ts';
import { newRun } from '../runs/view.ts';
import { SettingsPage } from '../settings/index.tsx';
import { SignInAgain } from '../signin/index.tsx';
import { focusNextArea } from './areas.ts';
import { useCommand } from './commands.ts';
import { actionOf, isWriting } from './keys.ts';
import { perform } from './navigation.ts';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import { showPage, useApp } from './store.ts';

/** Not part of the first screen: they are fetched when somebody goes there. */
const RunsPage = lazy(() => import('../runs/index.tsx'));
const ComparePage = lazy(() => import('../compare/index.tsx'));
const HealthPage = lazy(() => import('../health/index.tsx'));

const toChats = () => showPage('chat');
const toRuns = () => showPage('runs');
const toCompare = () => showPage('compare');
const toHealth = () => showPage('health');
const toNewRun = () => newRun('', null);
const toSettings = () => showPage('settings');
const toNextArea = () => focusNextArea(document, document.activeElement);

/**
 * Rail, notices and the page shown. The chat page, and the runs once they were looked at, stay mounted behind the
 * others, so that the text being written and the place one was at are still there on the way back.
 */
export function Frame({ account }: { account: Account }) {
  const page = useApp((state) => state.page);
  const again = useApp((state) => state.signingInAgain && state.session.kind === 'expired');
  useCommand('chats', toChats);
  useCommand('runs', toRuns);
  useCommand('newRun', toNewRun);
  useCommand('compare', toCompare);
  useCommand('health', toHealth);
  useCommand('settings', toSettings);
  useCommand('nextArea', toNextArea);
  useKeys();
  useEffect(followRuns, []);
  useEffect(followHealth, []);
  const runsSeen = useOnce(page === 'runs');
  return (
    <div className="app">
      <Rail account={account} />
      <Notices />
      <div className="page">
        <ChatPage account={account} inert={page !== 'chat'} />
        {runsSeen && (
          <Suspense fallback={<div aria-busy="true" />}>
            <RunsPage inert={page !== 'runs'} />
          </Suspense>
        )}
        {page === 'compare' && (
          <Suspense fallback={<div aria-busy="true" />}>
            <ComparePage />
          </Suspense>
        )}
        {page === 'health' && (
          <Suspense fallback={<div aria-busy="true" />}>
            <HealthPage />
          </Suspense>
        )}
        {page === 'settings' && <SettingsPage />}
      </div>
      <Overlays />
      {again && <SignInAgain account={account} onClose={() => useApp.setState({ signingInAgain: false })} />}
    </div>
  );
}

/** Whether it has ever been so. */
function useOnce(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}

function useKeys(): void {
  const platform = useApp((state) => state.info.platform);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog:modal')) return;
      const action = actionOf(event, platform);
      if (action === null || (action === 'keyMap' && isWriting(event.target))) return;
      if (perform(action)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [platform]);
}
