import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import { createKeytarStore, keychainServiceOf } from './accounts/keytar-store.ts';
import { systemClock } from './clock.ts';
import { createCompanion } from './companion.ts';
import { createCrashReports } from './diagnostics/crash-reports.ts';
import { createTranslator, pickLanguage } from './i18n.ts';
import { createDispatcher } from './ipc/dispatcher.ts';
import { createTopicHub } from './ipc/topics.ts';
import type { Intent } from './links.ts';
import { createFileLog, errorTrace } from './log.ts';
import { createNotices } from './notices.ts';
import { createAppState } from './settings/app-state.ts';
import { createSettings } from './settings/settings.ts';
import { survive } from './shell/crashes.ts';
import { createDesktop } from './shell/desktop.ts';
import { type Graphics, openGraphics } from './shell/graphics.ts';
import { installGuards } from './shell/guards.ts';
import { createTrustedWindows, serveCalls } from './shell/ipc.ts';
import { becomeTheOneInstance, installQuit, registerDeepLinks, type Wishes } from './shell/lifecycle.ts';
import { startedAtLogin } from './shell/login-item.ts';
import { createPacResolver } from './shell/pac.ts';
import { registerPageScheme, servePages } from './shell/pages.ts';
import { openJsonFile } from './shell/stores.ts';
import { openFromPage, runningProgram } from './shell/system.ts';
import { createUpdates } from './shell/updater.ts';
import { timingOf } from './timing.ts';

const dist = join(import.meta.dirname, '..');

// Phase 1: what must be said before Electron is ready.
app.setAppUserModelId('org.halext.Companion');
// It would take back `--no-sandbox` from a system that has no sandbox to give, and no window would open there:
// https://github.com/microsoft/playwright/issues/16814. Our windows ask for theirs one by one as well.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerPageScheme();
const wishes = becomeTheOneInstance();
if (wishes) {
  const graphics = openGraphics(app.getPath('userData'), process.versions.electron ?? '');
  if (graphics.state() === 'off') app.disableHardwareAcceleration();
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  app
    .whenReady()
    .then(() => start(wishes, graphics))
    .catch(failToStart);
} else app.exit(0);

/** Phases 2 to 4, in the order a person notices them: windows, services, tray. */
function start(wishes: Wishes, graphics: Graphics): void {
  const profile = app.getPath('userData');
  const { log, recentProblems } = createFileLog({
    file: join(profile, 'logs/companion.log'),
    now: Date.now,
    least: app.isPackaged ? 'info' : 'debug',
  });
  const reports = createCrashReports({
    folder: join(profile, 'crash-reports'),
    now: Date.now,
    uptime: sinceProcessStart,
    program: runningProgram(),
  });
  const hub = createTopicHub();
  const notices = createNotices((list) => hub.emit('notices', list));
  let finish: () => Promise<void> = async () => {};
  const quitting = installQuit({ clock: systemClock, log, finish: () => finish() });
  survive({ log, reports, notices, graphics, now: Date.now, isQuitting: quitting.isQuitting });
  log('app.started', { version: app.getVersion(), ms: sinceProcessStart() });

  // Phase 2: settings and the ground the windows stand on.
  const settingsFile = openJsonFile(profile, 'settings', Date.now());
  if (settingsFile.aside) notices.set({ id: 'settings', kind: 'settingsReset', aside: settingsFile.aside });
  const settings = createSettings(settingsFile.backend);
  const sourcesFile = openJsonFile(profile, 'sources', Date.now());
  if (sourcesFile.aside) notices.set({ id: 'sources', kind: 'sourcesReset', aside: sourcesFile.aside });
  const appState = createAppState(openJsonFile(profile, 'state', Date.now()).backend);
  const language = () => pickLanguage(app.getPreferredSystemLanguages(), settings.get().language);
  const translators = { en: createTranslator('en'), fr: createTranslator('fr') };
  const translate = () => translators[language()];
  const trusted = createTrustedWindows(hub);
  servePages(join(dist, 'renderer'));
  installGuards(openFromPage);

  // Phase 3: the windows; their pages load while the services start.
  const desktop = createDesktop({
    hub,
    trusted,
    settings,
    appState,
    notices,
    log,
    clock: systemClock,
    newId: randomUUID,
    translate,
    language,
    reports,
    graphics,
    isQuitting: quitting.isQuitting,
    endOfSession: quitting.end,
    dist,
    hidden: startedAtLogin(process.argv) || wantsOnlyQuick(wishes.own),
  });
  const starting = createCompanion({
    files: { database: join(profile, 'companion.db'), demo: join(profile, 'demo.json') },
    workerUrl: new URL('./database-worker.js', import.meta.url),
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    timing: timingOf(process.env, app.isPackaged),
    secrets: createKeytarStore({
      service: keychainServiceOf(process.env, app.isPackaged),
      clock: systemClock,
      platform: process.platform,
      newId: randomUUID,
    }),
    settings,
    sourcesFile: sourcesFile.backend,
    networkFile: openJsonFile(profile, 'network', Date.now()).backend,
    appState,
    notices,
    log,
    recentProblems,
    crashes: reports.list,
    emit: hub.emit,
    translate,
    language,
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    resolvePac: createPacResolver(),
    env: process.env,
    updates: createUpdates({ clock: systemClock, log, quitting }),
    shell: desktop.actions,
  });
  serveCalls(
    createDispatcher({
      handlers: starting.then((companion) => companion.handlers),
      isTrusted: trusted.isTrusted,
      onFault: (command, kind, cause) => log('ipc.fault', { command, kind, ...(cause ? errorTrace(cause) : {}) }),
    }),
  );

  // Phase 4: the services are there.
  finish = async () => (await starting).close();
  starting
    .then((companion) => {
      desktop.connect(companion);
      registerDeepLinks();
      wishes.follow(desktop.follow);
      log('app.ready', { ms: sinceProcessStart() });
    })
    .catch((cause: unknown) => {
      reports.record('start', errorTrace(cause));
      failToStart(cause);
    });
}

/** The main window would take the focus, and the quick window hides without it. */
function wantsOnlyQuick({ kind }: Intent): boolean {
  return kind === 'ask' || kind === 'toggleQuick';
}

/** Whole milliseconds; the clock of `performance` begins with the process. */
function sinceProcessStart(): number {
  return Math.round(performance.now());
}

function failToStart(cause: unknown): void {
  process.stderr.write(`Halext Companion could not start: ${errorTrace(cause).stack}\n`);
  const translate = createTranslator(pickLanguage(app.getPreferredSystemLanguages(), 'system'));
  dialog.showErrorBox(translate('app.name'), translate('app.notStarted'));
  app.exit(1);
}
