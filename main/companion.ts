import type {
  AppInfo,
  Conversation,
  HotkeyState,
  Message,
  Navigation,
  Notice,
  Page,
  RunSummary,
  SessionState,
} from '../preload/contract.ts';
import { createKeyring } from './accounts/keyring.ts';
import type { SecretStore } from './accounts/secret-store.ts';
import { createSession, type Session } from './accounts/session.ts';
import { createStoredAccounts } from './accounts/stored-accounts.ts';
import type { Clock, NewId, Random } from './clock.ts';
import { createConversationStore } from './conversation-store.ts';
import {
  type Attention,
  type Conversations,
  createConversations,
  type QuickOptions,
  type Timing,
} from './conversations/index.ts';
import { openStore, type Store } from './database/client.ts';
import type { OpenReport } from './database/open.ts';
import { createDemoHost, type DemoAddress, type DemoHost } from './demo-host.ts';
import type { SystemFacts } from './diagnostics/facts.ts';
import { createFlightRecorder, type FlightRecorder, type Showing } from './diagnostics/flights.ts';
import { createDiagnostics, type Diagnostics } from './diagnostics/index.ts';
import { createProblemLog, type ProblemLog } from './diagnostics/problems.ts';
import type { Emit } from './emit.ts';
import { appError, fail, type Result } from './errors.ts';
import { createGatewayClient } from './gateway/client.ts';
import type { HalextApi } from './halext/api.ts';
import { createHealthHost } from './health/assemble.ts';
import type { Health } from './health/index.ts';
import type { Trouble } from './health/troubles.ts';
import { createUsage } from './health/usage.ts';
import { trustSystemCertificates } from './http/certificates.ts';
import { createHttpClient } from './http/client.ts';
import type { HttpClient } from './http/message.ts';
import type { Translate } from './i18n.ts';
import type { Handlers } from './ipc/dispatcher.ts';
import { appHandlers } from './ipc/handlers/app.ts';
import { conversationHandlers } from './ipc/handlers/conversations.ts';
import { diagnosticsHandlers } from './ipc/handlers/diagnostics.ts';
import { healthHandlers } from './ipc/handlers/health.ts';
import { openWebuiHandlers } from './ipc/handlers/openwebui.ts';
import { quickHandlers } from './ipc/handlers/quick.ts';
import { runHandlers } from './ipc/handlers/runs.ts';
import { sessionHandlers } from './ipc/handlers/session.ts';
import { settingsHandlers } from './ipc/handlers/settings.ts';
import { sourceHandlers } from './ipc/handlers/sources.ts';
import { errorTrace, type Log, type LogEntry } from './log.ts';
import type { Notices } from './notices.ts';
import { createOverview, type Overview } from './overview.ts';
import { fetchPicture } from './pictures.ts';
import { createRunHost } from './run-host.ts';
import type { Runs } from './runs/index.ts';
import { type Asked, answerSimply, type Decision } from './runs/simple.ts';
import { Secret } from './secret.ts';
import type { AppState } from './settings/app-state.ts';
import type { KeyValue, SettingsStore } from './settings/settings.ts';
import { createSources, type Sources } from './sources/index.ts';

/** What the topics need from the system they run in; the shell gives it, and tests give their own. */
export interface Ports {
  readonly files: { readonly database: string; readonly demo: string };
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
  readonly timing: Timing;
  readonly secrets: SecretStore;
  readonly settings: SettingsStore;
  /** Where the sources of agents are kept, without their secrets. */
  readonly sourcesFile: KeyValue;
  readonly appState: AppState;
  readonly notices: Notices;
  readonly log: Log;
  /** The last warnings and errors of the log. */
  readonly recentProblems: () => readonly LogEntry[];
  readonly emit: Emit;
  readonly translate: () => Translate;
  readonly language: () => 'en' | 'fr';
  /** PAC-like answer of the system's proxy settings for an address. */
  readonly resolveProxy: (url: string) => Promise<string>;
  readonly shell: ShellActions;
}

/** What windows ask the desktop to do. */
export interface ShellActions {
  info(): AppInfo;
  quit(): void;
  windowReady(windowId: number): void;
  showMain(navigation: Navigation | null): void;
  openExternal(url: string): Promise<void>;
  copy(text: string): Promise<void>;
  readClipboard(): Promise<string>;
  pinQuick(pinned: boolean): void;
  hideQuick(): void;
  hotkey(): HotkeyState;
  /** Something arrived that the person may want to know about. */
  arrived(conversation: Conversation, message: Message): void;
  decisionNeeded(conversation: Conversation): void;
  shown(windowId: number, conversationId: number): void;
  /** A run has come to its end. */
  runEnded(run: RunSummary): void;
  /** A run has begun to wait for the person. */
  runWaiting(run: RunSummary): void;
  /** Runs ended or began to wait while nobody could see it. */
  wereAway(notice: Extract<Notice, { kind: 'away' }>): void;
  /** A window now shows this run. */
  runShown(windowId: number, runId: number): void;
  /** The window shows it no more. */
  runClosed(windowId: number, runId: number): void;
  /** A service in use does not work any more. */
  serviceDown(trouble: Trouble): void;
  /** It works again. */
  serviceUp(service: Pick<Trouble, 'id' | 'name'>): void;
  /** This page of the window is in front now. */
  pageShown(windowId: number, page: Page): void;
  /** Asks where to, and writes; `saved` is false when the person changed their mind. */
  saveFile(name: string, text: string): Promise<Result<{ saved: boolean }>>;
  overviewChanged(): void;
  /** What runs here, for whoever helps. */
  systemFacts(): Promise<SystemFacts>;
}

/** The running program without its desktop: everything behind the windows. */
export interface Companion {
  readonly handlers: Handlers;
  readonly overview: Overview;
  readonly session: Session;
  attention(level: Attention): void;
  /** The quick window was called for and is shown: what it shows should be fresh. */
  hotkeyPressed(showing: Showing): void;
  /** The computer woke up. */
  resumed(): void;
  openWebui(): Promise<void>;
  /** Answers all a run asks by yes or no; see `answerSimply`. */
  answerRun(asked: Asked, decision: Decision): Promise<Result<null>>;
  close(): Promise<void>;
}

/**
 * Opens the database and wires the topics together. Without a usable disk it works from memory; it rejects only when
 * the database's thread does not even start.
 */
export async function createCompanion(ports: Ports): Promise<Companion> {
  const { clock, random, log, notices, shell } = ports;
  const { store, report } = await openLocalStore(ports);
  tellAboutDatabase(report, ports);

  const http = createHttpClient({
    clock,
    userAgent: `HalextCompanion/${shell.info().version}`,
    resolveProxy: ports.resolveProxy,
    prepareTls: trustSystemCertificates,
  });
  const keyring = createKeyring(ports.secrets);
  const session = createSession({
    http,
    clock,
    keyring,
    accounts: createStoredAccounts(store, ports.appState, clock),
    onLeave: () => conversations.stop(),
  });
  const demo = createDemoHost(ports.files.demo, clock, random);
  const overview = createOverview({
    changed: shell.overviewChanged,
    onDecision: shell.decisionNeeded,
    asking: () => conversations.asking(),
    runs: () => runs.current(),
    troubles: () => health.troubles(),
  });
  const usage = createUsage();
  const flights = createFlightRecorder(clock);
  const problems = createProblemLog(log, clock);
  const emit: Emit = (topic, event) => {
    usage.observe(topic, event);
    problems.observe(topic, event);
    overview.observe(topic, event);
    ports.emit(topic, event);
  };
  const conversations = createConversations({
    store: createConversationStore(store),
    clock,
    random,
    newId: ports.newId,
    emit,
    onAnswer(conversation, message) {
      usage.answered(message);
      shell.arrived(conversation, message);
    },
    onStep(step) {
      flights.step(step);
      problems.step(step);
    },
    onFault: (cause) => log('sync.failed', errorTrace(cause)),
    timing: ports.timing,
  });
  store.on('rescued', ({ kept, aside }) => notices.set({ id: 'rescue', kind: 'databaseRescued', kept, aside }));
  const follow = followSession(session, conversations, overview);
  let following = Promise.resolve();
  let restoring = true;
  session.subscribe((snapshot) => {
    // The demo's session of last time has always ended; until the new one is there, nobody needs to hear of it.
    if (restoring && snapshot.session.kind === 'expired' && snapshot.session.account.demo) return;
    emit('session', snapshot);
    if (snapshot.keychain.kind === 'unavailable')
      notices.set({ id: 'keychain', kind: 'keychain', status: snapshot.keychain });
    else notices.clear('keychain');
    following = follow().catch((cause) => {
      log('sync.failed', errorTrace(cause));
      const error = appError('storage', 'the local copy could not be opened');
      notices.set({ id: 'database', kind: 'databaseUnusable', error });
    });
  });

  const gateway = createGatewayClient({ http });
  const sources = createSources({
    backend: ports.sourcesFile,
    keyring,
    clock,
    newId: ports.newId,
    askModels: (access) => gateway.models(access),
  });
  sources.subscribe(() => emit('sources', sources.list()));
  const runs = createRunHost({ ports, store, sources, http, gateway, conversations, emit });
  await runs.start();
  const offerDemoSources = followDemoSources(session, sources);
  const openDemo = () => signInToDemo(demo, session, log, offerDemoSources);
  /** The way to the servers may be another one than before. */
  function reconnect(reason: 'resume' | 'network'): void {
    http.refresh();
    session.wake();
    conversations.nudge(reason);
    runs.power('awake');
    health.power('awake');
  }
  const networkBack = () => reconnect('network');
  const health = createHealthHost({ ports, http, store, session, sources, usage, emit });
  const diagnostics = createDiagnostics({
    ports,
    store,
    storage: report.storage,
    flights,
    session,
    sources,
    syncState: conversations.syncState,
    health: health.report,
  });
  const handlers = wireHandlers(ports, {
    http,
    store,
    session,
    conversations,
    sources,
    runs,
    health,
    diagnostics,
    flights,
    problems,
    openDemo,
    networkBack,
  });
  const restored = restoreSession(session, openDemo).finally(() => {
    restoring = false;
    emit('session', session.snapshot());
  });

  return {
    handlers,
    overview,
    session,
    attention(level) {
      conversations.attention(level);
      if (level !== 'suspended') return;
      runs.power('asleep');
      health.power('asleep');
    },
    hotkeyPressed(showing) {
      flights.shown(showing);
      conversations.nudge('hotkey');
    },
    resumed: () => reconnect('resume'),
    async openWebui() {
      const asked = ports.settings.get().openWebuiProvisioning !== null;
      const outcome = asked ? await handlers['openwebui.open']({ redirectTo: null }, DESKTOP) : null;
      // Whatever needs a word with the person is said in the window.
      const opened = outcome?.ok && (outcome.value.kind === 'opened' || outcome.value.kind === 'openedPlain');
      if (!opened) shell.showMain({ kind: 'openWebui' });
    },
    answerRun: (asked, decision) => answerSimply(runs, asked, decision),
    async close() {
      await restored;
      await health.close();
      await runs.close();
      session.close();
      await following;
      await conversations.stop();
      await demo.stop();
      await http.close();
      await store.close();
    },
  };
}

/** The caller when it is not a window. */
const DESKTOP = { windowId: 0, origin: '', mainFrame: true } as const;

async function openLocalStore({ files, workerUrl, clock, log }: Ports): Promise<{ store: Store; report: OpenReport }> {
  const opened = await openStore({ file: files.database, workerUrl, clock, fallback: 'memory' });
  if (!opened.ok) {
    // Memory itself failed: the worker could not even start, and nothing can work.
    log('store.failed', { kind: opened.error.kind, ...(opened.error.reason ? { reason: opened.error.reason } : {}) });
    throw new Error('the database worker did not start');
  }
  return opened.value;
}

function tellAboutDatabase(report: OpenReport, { notices, log }: Ports): void {
  log('store.opened', { kind: report.storage, count: report.migrated.length });
  if (report.error) notices.set({ id: 'database', kind: 'databaseUnusable', error: report.error });
  if (report.rescue) {
    const { kept, aside } = report.rescue;
    notices.set({ id: 'rescue', kind: 'databaseRescued', kept, aside });
  }
}

/**
 * Opens the conversations of whoever is signed in, and closes them at sign-out. They stay open, readable, when a session
 * ends. Changes are taken one after the other.
 */
function followSession(session: Session, conversations: Conversations, overview: Overview): () => Promise<void> {
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
      overview.reset([]);
      return;
    }
    if (open?.accountId === state.account.id && open.api === api) {
      if (before !== 'signedIn' && state.kind === 'signedIn') conversations.nudge('session');
      return;
    }
    open = null;
    await conversations.start(state.account, api);
    open = { accountId: state.account.id, api };
    const list = await conversations.conversations.list();
    overview.reset(list.ok ? list.value.conversations : []);
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
function followDemoSources(session: Session, sources: Sources): (offered: DemoAddress) => void {
  let offered: DemoAddress | null = null;

  function apply(): void {
    const state = session.state();
    const inDemo = (state.kind === 'signedIn' || state.kind === 'expired') && state.account.demo;
    if (inDemo && offered) sources.setDemo(offered.sources, new Secret(offered.gatewayKey));
    else sources.setDemo([], null);
  }
  session.subscribe(apply);
  return (address) => {
    offered = address;
    apply();
  };
}

async function signInToDemo(
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

async function restoreSession(session: Session, openDemo: () => Promise<Result<SessionState>>): Promise<void> {
  const state = await session.restore();
  const account = state.kind === 'signedIn' || state.kind === 'expired' ? state.account : null;
  if (account?.demo) await openDemo();
}

interface Topics {
  http: HttpClient;
  store: Store;
  session: Session;
  conversations: Conversations;
  sources: Sources;
  health: Health;
  diagnostics: Diagnostics;
  flights: FlightRecorder;
  problems: ProblemLog;
  runs: Runs;
  openDemo: () => Promise<Result<SessionState>>;
  networkBack: () => void;
}

function wireHandlers(ports: Ports, topics: Topics): Handlers {
  const { http, store, session, conversations, sources, runs, health, openDemo, networkBack } = topics;
  const { diagnostics, flights, problems } = topics;
  const { shell, settings } = ports;
  const quickOptions = (): QuickOptions => ({
    quick: settings.get().quick,
    dailyTitle: ports.translate()('quick.dailyTitle', {
      date: new Intl.DateTimeFormat(ports.language(), { dateStyle: 'long' }).format(ports.clock.now()),
    }),
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
      networkBack,
      shown: shell.shown,
      search: async (request) => {
        const state = session.state();
        if (state.kind !== 'signedIn' && state.kind !== 'expired') {
          return fail(appError('auth', 'no account is open', { reason: 'signedOut' }));
        }
        return store.read('search.query', { ...request, accountId: state.account.id, limit: 50 });
      },
    }),
    ...settingsHandlers({ settings, hotkey: shell.hotkey }),
    ...sourceHandlers(sources),
    ...healthHandlers(health),
    ...diagnosticsHandlers(diagnostics),
    ...runHandlers({ runs, shown: shell.runShown, closed: shell.runClosed }),
    ...openWebuiHandlers({ session, confirmed: ports.appState.confirmedHosts, openExternal: shell.openExternal }),
    ...quickHandlers({
      conversations,
      options: quickOptions,
      readClipboard: shell.readClipboard,
      asked: flights.askedQuickly,
      pin: shell.pinQuick,
      hide: shell.hideQuick,
    }),
  });
}
