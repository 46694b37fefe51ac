import type { SessionState } from '../preload/contract.ts';
import type { Session } from './accounts/session.ts';
import type { TestDesk } from './answers/test-desk.ts';
import type { Conversations, QuickOptions } from './conversations/index.ts';
import type { Store } from './database/client.ts';
import { LOCAL_ACCOUNT_ID } from './database/schema.ts';
import type { FlightRecorder } from './diagnostics/flights.ts';
import type { Diagnostics } from './diagnostics/index.ts';
import type { ProblemLog } from './diagnostics/problems.ts';
import type { Result } from './errors.ts';
import type { Exchange } from './exchange/index.ts';
import type { Health } from './health/index.ts';
import type { HttpClient } from './http/message.ts';
import type { Handlers } from './ipc/dispatcher.ts';
import { appHandlers } from './ipc/handlers/app.ts';
import { conversationHandlers } from './ipc/handlers/conversations.ts';
import { crashHandlers } from './ipc/handlers/crash.ts';
import { desktopHandlers } from './ipc/handlers/desktop.ts';
import { diagnosticsHandlers } from './ipc/handlers/diagnostics.ts';
import { exchangeHandlers } from './ipc/handlers/exchange.ts';
import { healthHandlers } from './ipc/handlers/health.ts';
import { localHandlers } from './ipc/handlers/local.ts';
import { meaningHandlers } from './ipc/handlers/meaning.ts';
import { networkHandlers } from './ipc/handlers/network.ts';
import { openWebuiHandlers } from './ipc/handlers/openwebui.ts';
import { quickHandlers } from './ipc/handlers/quick.ts';
import { runHandlers } from './ipc/handlers/runs.ts';
import { sessionHandlers } from './ipc/handlers/session.ts';
import { settingsHandlers } from './ipc/handlers/settings.ts';
import { sourceHandlers } from './ipc/handlers/sources.ts';
import { updatesHandlers } from './ipc/handlers/updates.ts';
import type { Local } from './local/index.ts';
import type { Routed } from './local/routing.ts';
import type { Meaning } from './meaning/index.ts';
import type { Network } from './network/index.ts';
import { fetchPicture } from './pictures.ts';
import type { Ports } from './ports.ts';
import type { Runs } from './runs/index.ts';
import { createSettingsTransfer } from './settings/transfer.ts';
import type { Sources } from './sources/index.ts';
import type { UpdateDesk } from './updates/index.ts';

/** The topics windows may call. */
export interface Topics {
  http: HttpClient;
  store: Store;
  session: Session;
  conversations: Conversations;
  local: Local;
  routed: Routed;
  sources: Sources;
  sourceTests: TestDesk;
  health: Health;
  network: Network;
  meaning: Meaning;
  exchange: Exchange;
  diagnostics: Diagnostics;
  flights: FlightRecorder;
  problems: ProblemLog;
  runs: Runs;
  updates: UpdateDesk;
  openDemo: () => Promise<Result<SessionState>>;
  networkBack: () => void;
}

/** Every command, answered by the topic it belongs to. */
export function wireHandlers(ports: Ports, topics: Topics): Handlers {
  const { http, session, conversations, sources, sourceTests, runs, health, openDemo, networkBack } = topics;
  const { local, routed, meaning, diagnostics, flights, problems } = topics;
  const { shell, settings } = ports;
  const quickOptions = (): QuickOptions => ({
    quick: settings.get().quick,
    dailyTitle: ports.translate()('quick.dailyTitle', {
      date: new Intl.DateTimeFormat(ports.language(), { dateStyle: 'long' }).format(ports.clock.now()),
    }),
  });
  const transfer = createSettingsTransfer({
    settings,
    sources,
    saveFile: shell.saveFile,
    chooseFile: () => shell.chooseFile([{ name: 'JSON', extensions: ['json'] }]),
    fileName: () => ports.translate()('settings.exportFileName'),
  });
  return problems.over({
    ...appHandlers({
      ...shell,
      notices: ports.notices,
      fetchPicture: (url) => fetchPicture(http, url),
    }),
    ...sessionHandlers({ session, openDemo }),
    ...conversationHandlers({
      conversations,
      routed,
      networkBack,
      shown: shell.shown,
      search: async (request) => {
        const state = session.state();
        // What is kept here is found by whoever sits here.
        const accountId = 'account' in state ? state.account.id : LOCAL_ACCOUNT_ID;
        return meaning.search({ ...request, accountId, limit: 50 });
      },
    }),
    ...settingsHandlers({ settings, transfer, hotkey: shell.hotkey }),
    ...sourceHandlers(sources, sourceTests),
    ...localHandlers(local, shell.comparisonShown),
    ...meaningHandlers(meaning),
    ...exchangeHandlers(topics.exchange),
    ...healthHandlers(health),
    ...networkHandlers(topics.network),
    ...desktopHandlers(shell),
    ...updatesHandlers(topics.updates),
    ...diagnosticsHandlers(diagnostics),
    ...crashHandlers(shell),
    ...runHandlers({ runs, shown: shell.runShown, closed: shell.runClosed }),
    ...openWebuiHandlers({ session, confirmed: ports.appState.confirmedHosts, openExternal: shell.openExternal }),
    ...quickHandlers({
      conversations,
      local,
      options: quickOptions,
      onlyHere: () => session.state().kind === 'local',
      readClipboard: shell.readClipboard,
      asked: flights.askedQuickly,
      pin: shell.pinQuick,
      hide: shell.hideQuick,
    }),
  });
}
