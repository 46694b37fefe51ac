import { createKeyring } from './accounts/keyring.ts';
import { createSession, type Session } from './accounts/session.ts';
import { createStoredAccounts } from './accounts/stored-accounts.ts';
import { createAnswerDesk } from './answers/answer-desk.ts';
import { askForModels } from './answers/listing.ts';
import { createTestDesk } from './answers/test-desk.ts';
import { createConversationStore } from './conversation-store.ts';
import { type Attention, createConversations, type QuestionStep } from './conversations/index.ts';
import { openStore, type Store } from './database/client.ts';
import type { OpenReport } from './database/open.ts';
import { createDemoHost } from './demo-host.ts';
import { createFlightRecorder, type Showing } from './diagnostics/flights.ts';
import { createDiagnostics } from './diagnostics/index.ts';
import { createProblemLog } from './diagnostics/problems.ts';
import type { Emit } from './emit.ts';
import { appError, type Result } from './errors.ts';
import { createExchange } from './exchange/index.ts';
import { followDemoSources, followSession, restoreSession, signInToDemo } from './following.ts';
import { createGatewayClient } from './gateway/client.ts';
import { wireHandlers } from './handlers.ts';
import { createHealthHost } from './health/assemble.ts';
import { createUsage } from './health/usage.ts';
import type { Handlers } from './ipc/dispatcher.ts';
import { routeCommands } from './local/routing.ts';
import { createLocalHost } from './local-host.ts';
import { errorTrace } from './log.ts';
import { createMeaningHost } from './meaning/assemble.ts';
import { systemAddresses, watchNetwork } from './network/changes.ts';
import { createNetwork } from './network/index.ts';
import { createOverview, type Overview } from './overview.ts';
import type { Ports } from './ports.ts';
import { createRunHost } from './run-host.ts';
import { type Asked, answerSimply, type Decision } from './runs/simple.ts';
import type { SettingsStore } from './settings/settings.ts';
import { createSources } from './sources/index.ts';
import { queuedCount } from './tray/health.ts';
import { createUpdateHost } from './updates/assemble.ts';

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

  const keyring = createKeyring(ports.secrets);
  const network = createNetwork({
    clock,
    userAgent: `HalextCompanion/${shell.info().version}`,
    system: ports.resolveProxy,
    pac: ports.resolvePac,
    env: ports.env,
    settings: ports.settings,
    keyring,
    longestWaitMs: ports.longestWaitMs,
    file: ports.networkFile,
    notices,
    emit: (topic, event) => emit(topic, event),
    onDecision: () => reconnect('network'),
  });
  const { http } = network;
  const session = createSession({
    http,
    clock,
    keyring,
    accounts: createStoredAccounts(store, ports.appState, clock),
    onLeave: () => conversations.stop(),
  });
  const demo = createDemoHost(ports.files.demo, clock, random, ports.translate);
  const overview = createOverview({
    changed: shell.overviewChanged,
    onDecision: shell.decisionNeeded,
    asking: () => conversations.asking() + local.asking(),
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
    if (topic === 'messages' || topic === 'conversations') meaning.news();
    ports.emit(topic, event);
  };
  const onStep = (step: QuestionStep) => {
    flights.step(step);
    problems.step(step);
  };
  const metered = () => ports.settings.get().network.metered;
  const kept = createConversationStore(store);
  const conversations = createConversations({
    store: kept,
    clock,
    random,
    newId: ports.newId,
    emit,
    onAnswer(conversation, message) {
      usage.answered(message);
      shell.arrived(conversation, message);
    },
    live: (message) => local.overlay(message),
    onStep,
    onFault: (cause) => log('sync.failed', errorTrace(cause)),
    timing: ports.timing,
    metered,
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
    metered,
    askModels: (access) => askForModels(access, { http, clock, random, gateway }),
  });
  const desk = createAnswerDesk({ sources, session, http, clock, random, newId: ports.newId });
  const meaning = createMeaningHost({ ports, store, storage: report.storage, desk, sources, emit });
  const sourceTests = createTestDesk({ sources, desk, emit });
  const local = createLocalHost({ ports, store: kept, session, sources, desk, conversations, onStep });
  await local.start();
  const exchange = createExchange({
    store,
    clock,
    shell,
    translate: ports.translate,
    accountIds: conversations.publish.accountIds,
    overlay: local.overlay,
    chain: () => ports.settings.get().answers.chain,
    arrived: (ids) => conversations.publish.conversations(ids),
    onImport: (state) => emit('importing', state),
  });
  const routed = routeCommands(conversations, local);
  sources.subscribe(() => emit('sources', sources.list()));
  const runs = createRunHost({ ports, store, sources, http, gateway, conversations: routed, emit });
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
    meaning.power('awake');
    meaning.retry();
    updates.power('awake');
  }
  const networkChanges = watchNetwork({
    clock,
    addresses: ports.addresses ?? systemAddresses,
    changed: () => reconnect('network'),
  });
  const health = createHealthHost({ ports, network, store, session, sources, usage, emit });
  const unfollowMetered = followMetered(ports.settings, (on) => {
    health.repace();
    if (!on) conversations.nudge('user');
  });
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
  const updates = createUpdateHost({
    ports,
    http,
    emit,
    underWay: () => ({
      runs: runs.current(),
      // What is on its way counts among those that have not left, unless the list has not heard of it yet.
      messages: Math.max(queuedCount(overview.state()), conversations.asking()) + local.asking(),
      importing: exchange.state(),
    }),
  });
  const handlers = wireHandlers(ports, {
    http,
    store,
    session,
    conversations,
    local,
    routed,
    sources,
    sourceTests,
    runs,
    updates,
    health,
    network,
    meaning,
    exchange,
    diagnostics,
    flights,
    problems,
    openDemo,
    networkBack: networkChanges.noticed,
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
      meaning.power('asleep');
      updates.power('asleep');
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
      networkChanges.close();
      await updates.close();
      unfollowMetered();
      sourceTests.close();
      await exchange.close();
      await meaning.close();
      await health.close();
      await runs.close();
      session.close();
      await following;
      await local.close();
      await conversations.stop();
      await demo.stop();
      await http.close();
      await store.close();
    },
  };
}

/** Tells when the person says that the connection is metered, or is so no more, until the returned function is called. */
function followMetered(settings: SettingsStore, changed: (on: boolean) => void): () => void {
  let before = settings.get().network.metered;
  return settings.subscribe(({ network: { metered } }) => {
    if (metered === before) return;
    before = metered;
    changed(metered);
  });
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
