import type { CommandName, SessionState } from '../../../preload/contract.ts';
import type { Session } from '../../accounts/session.ts';
import { ok, type Result } from '../../errors.ts';
import type { Handlers } from '../dispatcher.ts';

export type SessionCommand = Extract<CommandName, `session.${string}`>;

export interface SessionHandlerDeps {
  session: Session;
  openDemo(): Promise<Result<SessionState>>;
}

export function sessionHandlers({ session, openDemo }: SessionHandlerDeps): Pick<Handlers, SessionCommand> {
  return {
    'session.get': () => ok(session.snapshot()),
    'session.probe': ({ address }) => session.probe(address),
    'session.signIn': (request) => session.signIn(request),
    'session.signInWithToken': (request) => session.signInWithToken(request),
    'session.openDemo': () => openDemo(),
    'session.goLocal': () => session.goLocal(),
    'session.switchTo': ({ accountId }) => {
      const account = session.snapshot().accounts.find(({ id }) => id === accountId);
      // The server of the demo account may not be running, and its password is another one with each start.
      return account?.demo ? openDemo() : session.switchTo(accountId);
    },
    'session.signOut': (request) => session.signOut(request),
  };
}
