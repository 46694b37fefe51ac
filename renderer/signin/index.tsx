import { useTranslation } from 'react-i18next';
import appIcon from '../../build/icons/app-icon.svg';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Key } from '../ui/key.tsx';
import { Failure } from './credentials.tsx';
import { SignInForm } from './form.tsx';
import './signin.css';
import { useSignIn } from './use-sign-in.ts';

export { AddAccount } from './add.tsx';
export { SignInAgain } from './again.tsx';

/**
 * The first screen: sign in, look around in the demo, or go on without a server; beside it, what the program does and
 * where secrets go.
 */
export function SignIn() {
  const { t } = useTranslation();
  return (
    <div className="signin">
      <main className="signin-main">
        <div className="signin-column">
          <header className="signin-head">
            <img className="signin-logo" src={appIcon} width="56" height="56" alt="" />
            <h1>{t('signin.title')}</h1>
          </header>
          <SignInForm />
        </div>
      </main>
      <Beside />
    </div>
  );
}

/** For whoever is here for the first time. */
function Beside() {
  const { t } = useTranslation();
  return (
    <aside className="signin-side" aria-label={t('signin.intro.label')}>
      <WithoutServer />
      <Introduction />
    </aside>
  );
}

/** For whoever has no server: the demo, or sources of one's own. */
function WithoutServer() {
  const { t } = useTranslation();
  const { busy, error, attempt } = useSignIn();
  return (
    <div className="signin-fields without-server">
      <h2 className="or">{t('signin.noServer')}</h2>
      <Button size="wide" busy={busy} onClick={() => void attempt(() => call('session.openDemo', null))}>
        {t('signin.demo')}
      </Button>
      <p className="hint center">{t('signin.demoHint')}</p>
      <Button size="wide" busy={busy} onClick={() => void attempt(() => call('session.goLocal', null))}>
        {t('signin.local')}
      </Button>
      <p className="hint center">{t('signin.localHint')}</p>
      <Failure error={error} way="password" />
    </div>
  );
}

function Introduction() {
  const { t } = useTranslation();
  const hotkey = useApp((state) => state.hotkey);
  return (
    <div className="intro">
      <ul>
        <li>
          <Icon name="mark" />
          <div>
            <h2>{t('signin.intro.ask')}</h2>
            <p>{t('signin.intro.askText')}</p>
            {hotkey.kind === 'registered' && (
              <p className="intro-key">
                <Key accelerator={hotkey.accelerator} />
              </p>
            )}
          </div>
        </li>
        <li>
          <Icon name="database" />
          <div>
            <h2>{t('signin.intro.keep')}</h2>
            <p>{t('signin.intro.keepText')}</p>
          </div>
        </li>
        <li>
          <Icon name="lock" />
          <div>
            <h2>{t('signin.intro.secrets')}</h2>
            <p>{t('signin.intro.secretsText')}</p>
          </div>
        </li>
      </ul>
    </div>
  );
}
