import type { Conversations } from './conversations/index.ts';
import type { Store } from './database/client.ts';
import type { Emit } from './emit.ts';
import { appError, fail, ok, type Result } from './errors.ts';
import { externalAddress } from './external-link.ts';
import type { GatewayClient } from './gateway/client.ts';
import type { HttpClient } from './http/message.ts';
import { errorTrace } from './log.ts';
import type { Ports, ShellActions } from './ports.ts';
import type { ToolActions } from './runs/agui/client-tools.ts';
import { createAguiDriver } from './runs/agui/index.ts';
import { createGatewayDriver } from './runs/gateway/index.ts';
import { createRuns, type Runs } from './runs/index.ts';
import type { Sources } from './sources/index.ts';

export interface RunHostDeps {
  readonly ports: Ports;
  readonly store: Store;
  readonly sources: Sources;
  readonly http: HttpClient;
  readonly gateway: GatewayClient;
  readonly conversations: Pick<Conversations, 'conversations'>;
  readonly emit: Emit;
}

/** The runs of agents with everything they need of the rest of the program. */
export function createRunHost({ ports, store, sources, http, gateway, conversations, emit }: RunHostDeps): Runs {
  const { clock, random, newId, notices, shell, settings, log, translate } = ports;
  return createRuns({
    store,
    sources,
    drivers: {
      gateway: (book) => createGatewayDriver({ book, sources, client: gateway, clock, random, newId }),
      agui: (book) => createAguiDriver({ book, sources, http, clock, newId, tools: toolsOf(shell) }),
    },
    settings,
    clock,
    emit,
    onFault: (cause) => log('runs.failed', errorTrace(cause)),
    told: { ended: shell.runEnded, waiting: shell.runWaiting, away: shell.wereAway },
    away: notices.set,
    drafts: { append: (conversationId, text) => appendToDraft(conversations, conversationId, text) },
    saveFile: shell.saveFile,
    translate,
  });
}

/** What agents may do on this computer once the person has said yes. */
function toolsOf({ openExternal, copy }: ShellActions): ToolActions {
  return {
    async openUrl(url) {
      const address = externalAddress(url);
      if (!address) return refused();
      return openExternal(address).then(() => ok(null), refused);
    },
    copy: (text) => copy(text).then(() => ok(null), refused),
  };
}

function refused(): Result<never> {
  return fail(appError('unknown', 'the system refused', { reason: 'system' }));
}

/** Puts a text at the end of what is being written in a conversation. */
async function appendToDraft(
  { conversations }: RunHostDeps['conversations'],
  conversationId: number,
  text: string,
): Promise<Result<null>> {
  const draft = await conversations.draft({ id: conversationId });
  if (!draft.ok) return draft;
  const before = draft.value.text.trimEnd();
  const saved = await conversations.saveDraft({
    id: conversationId,
    text: before === '' ? text : `${before}\n\n${text}`,
  });
  return saved.ok ? ok(null) : saved;
}
