import type { Session } from './accounts/session.ts';
import type { AnswerDesk } from './answers/desk.ts';
import { HALEXT_TARGET } from './answers/desk.ts';
import type { Conversations, QuestionStep } from './conversations/index.ts';
import { createLocal, type Local, type LocalStore, type SourceGlance } from './local/index.ts';
import { errorTrace } from './log.ts';
import type { Ports } from './ports.ts';
import { leadsNearby } from './sources/address.ts';
import type { Sources } from './sources/index.ts';

export interface LocalHostDeps {
  readonly ports: Ports;
  readonly store: LocalStore;
  readonly session: Pick<Session, 'state'>;
  readonly sources: Pick<Sources, 'get'>;
  readonly desk: AnswerDesk;
  readonly conversations: Pick<Conversations, 'publish'>;
  readonly onStep: (step: QuestionStep) => void;
}

/** The conversations kept here with everything they need of the rest of the program. */
export function createLocalHost({ ports, store, session, sources, desk, conversations, onStep }: LocalHostDeps): Local {
  const { clock, settings, appState, shell, log } = ports;

  function glance(sourceId: string): SourceGlance | null {
    if (sourceId !== HALEXT_TARGET) {
      const source = sources.get(sourceId);
      return source && { name: source.name, demo: source.demo, nearby: leadsNearby(source.address) };
    }
    const state = session.state();
    if (state.kind !== 'signedIn' && state.kind !== 'expired') return null;
    const { server, demo } = state.account;
    return { name: 'Halext', demo, nearby: leadsNearby(server) };
  }

  return createLocal({
    store,
    clock,
    publish: conversations.publish,
    desk,
    glance,
    crossings: appState.crossings,
    cacheOn: () => settings.get().answers.cache,
    onAnswer: shell.arrived,
    onStep,
    onFault: (cause) => log('local.failed', errorTrace(cause)),
  });
}
