import { useEffect } from 'react';
import { SignIn } from '../signin/index.tsx';
import { call, on } from '../ui/bridge.ts';
import { Frame } from './frame.tsx';
import { useFrontPage } from './front-page.ts';
import { navigate } from './navigation.ts';
import { Notices } from './notices.tsx';
import { accountOf, useApp } from './store.ts';

/** The main window: the sign-in screen while nobody is signed in, else the frame with its pages. */
export function App() {
  const account = useApp((state) => accountOf(state.session));
  useFrontPage();
  useEffect(() => {
    const stop = on('navigate', navigate);
    void call('app.ready', null);
    return stop;
  }, []);
  if (account) return <Frame key={account.id} account={account} />;
  return (
    <div className="signin-screen">
      <Notices />
      <SignIn />
    </div>
  );
}
