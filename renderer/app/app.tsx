import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SignIn } from '../signin/index.tsx';
import { call, on } from '../ui/bridge.ts';
import { followUpdates } from '../updates/store.ts';
import { Frame } from './frame.tsx';
import { useFrontPage } from './front-page.ts';
import { navigate } from './navigation.ts';
import { Notices } from './notices.tsx';
import { accountOf, useApp } from './store.ts';

/** The main window: the frame with its pages, or the sign-in screen once it is known that nobody is signed in. */
export function App() {
  const account = useApp((state) => accountOf(state.session));
  const starting = useApp((state) => state.session.kind === 'starting');
  useFrontPage();
  useEffect(followUpdates, []);
  useEffect(() => {
    const stop = on('navigate', navigate);
    void call('app.ready', null);
    return stop;
  }, []);
  if (account) return <Frame key={account.id} account={account} />;
  return (
    <div className="signin-screen">
      <Notices />
      {starting ? <Starting /> : <SignIn />}
    </div>
  );
}

/** Who is signed in is not known yet: the keychain may be asking. A form shown now would be torn from whoever types. */
function Starting() {
  const { t } = useTranslation();
  return (
    <main className="starting" aria-busy="true">
      <p className="soft">{t('app.starting')}</p>
    </main>
  );
}
