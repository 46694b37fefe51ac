import type { SessionState } from '../preload/contract.ts';
import type { Session } from './accounts/session.ts';
import type { Conversations } from './conversations/index.ts';
import type { DemoAddress, DemoHost } from './demo-host.ts';
import { appError, fail, type Result } from './errors.ts';
import type { HalextApi } from './halext/api.ts';
import type { Log } from './log.ts';
import type { Overview } from './overview.ts';
import type { Sources } from './sources/index.ts';

/**
 * Opens the conversations of whoever is signed in, and closes them at sign-out. They stay open, readable, when a session
 * ends. Changes are taken one after the other.
 */
export function followSession(session: Session, conversations: Conversations, overview: Overview): () => Promise<void> {
  let open: { accountId: number; api: HalextApi } | null = null;
  let last: SessionState['kind'] = 'starting';
  let turn: Promise<void> = Promise.resolve();

  async function apply(): Promise<void> {
    const state = session.state();
    const api = session.api();
    const before = last;
    last = state.kind;
    if (state.kind === 'starting') return;
    if (state.kind === 'signedOut' || !api) {
      open = null;
      await conversations.stop();
      await resetOverview(state.kind === 'local');
      return;
    }
    if (open?.accountId === state.account.id && open.api === api) {
      if (before !== 'signedIn' && state.kind === 'signedIn') conversations.nudge('session');
      return;
    }
    open = null;
    await conversations.start(state.account, api);
    open = { accountId: state.account.id, api };
    await resetOverview(true);
  }

  /** `shown`: there is somebody to show conversations to. */
  async function resetOverview(shown: boolean): Promise<void> {
    const list = shown ? await conversations.conversations.list() : null;
    overview.reset(list?.ok ? list.value.conversations : []);
  }

  return () => {
    turn = turn.then(apply, apply);
    return turn;
  };
}

/**
 * The sources of the demo workspace are there while its account is the one in use; answers how to say which they are
 * once it runs.
 */
export function followDemoSources(session: Session, sources: Sources): (offered: DemoAddress) => void {
  let offered: DemoAddress | null = null;

  function apply(): void {
    const state = session.state();
    const inDemo = (state.kind === 'signedIn' || state.kind === 'expired') && state.account.demo;
    if (inDemo && offered) sources.setDemo(offered.sources, offered.keys);
    else sources.setDemo([], new Map());
  }
  session.subscribe(apply);
  return (address) => {
    offered = address;
    apply();
  };
}

export async function signInToDemo(
  demo: DemoHost,
  session: Session,
  log: Log,
  offerSources: (offered: DemoAddress) => void,
): Promise<Result<SessionState>> {
  try {
    const address = await demo.start();
    log('demo.started');
    offerSources(address);
    return await session.signInDemo(address);
  } catch {
    return fail(appError('unknown', 'the demo workspace did not start', { reason: 'demo' }));
  }
}

export async function restoreSession(session: Session, openDemo: () => Promise<Result<SessionState>>): Promise<void> {
  const state = await session.restore();
  const account = state.kind === 'signedIn' || state.kind === 'expired' ? state.account : null;
  if (account?.demo) await openDemo();
}
