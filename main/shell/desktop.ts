import { join } from 'node:path';
import { app, clipboard, dialog, Menu, nativeImage, nativeTheme, shell, Tray } from 'electron';
import type { Navigation } from '../../preload/contract.ts';
import type { Clock, NewId } from '../clock.ts';
import type { Companion } from '../companion.ts';
import type { CrashReports } from '../diagnostics/crash-reports.ts';
import { localeOf, type Translate, timeOfDay } from '../i18n.ts';
import type { TopicHub } from '../ipc/topics.ts';
import type { Intent } from '../links.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices.ts';
import type { ShellActions } from '../ports.ts';
import type { Asked, Decision } from '../runs/simple.ts';
import type { AppState } from '../settings/app-state.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { setApplicationMenu } from './application-menu.ts';
import { watchAttention } from './attention.ts';
import { createBadge } from './badge.ts';
import { createGrants } from './grants.ts';
import type { Graphics } from './graphics.ts';
import { createIndicators } from './indicators.ts';
import type { TrustedWindows } from './ipc.ts';
import { readLicences } from './licences.ts';
import { restart } from './lifecycle.ts';
import { keepLoginItem, ownLoginItem } from './login-item.ts';
import type { Subject } from './looking.ts';
import { createMainWindow, windowBackground } from './main-window.ts';
import { createNews } from './news.ts';
import { createFileChooser } from './open-file.ts';
import { createQuickWindow } from './quick-window.ts';
import { createFileSaver } from './save-file.ts';
import { appInfo, systemFacts } from './system.ts';
import { createTrayView } from './tray.ts';
import { careForWindows } from './window-care.ts';
import { keepZoom, movedZoom, type ZoomMove } from './zoom.ts';

export interface DesktopDeps {
  readonly hub: TopicHub;
  readonly trusted: TrustedWindows;
  readonly settings: SettingsStore;
  readonly appState: AppState;
  readonly notices: Notices;
  readonly log: Log;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly translate: () => Translate;
  readonly language: () => 'en' | 'fr';
  readonly reports: CrashReports;
  readonly graphics: Graphics;
  readonly isQuitting: () => boolean;
  /** The system ends the session and waits for nobody. */
  readonly endOfSession: () => void;
  /** Folder of the built application: `preload/`, `main/tray/`. */
  readonly dist: string;
  /** Started at login: stay in the tray. */
  readonly hidden: boolean;
}

export interface Desktop {
  readonly actions: ShellActions;
  /** The services are there: from now on the tray, the hotkey and the system's events act on them. */
  connect(companion: Companion): void;
  follow(intent: Intent): void;
}

/** Windows, tray, hotkey, menu, notifications: everything a person sees of the program outside its pages. */
export function createDesktop(deps: DesktopDeps): Desktop {
  const { hub, settings, appState, notices, clock, translate } = deps;
  const platform = process.platform;
  const zoom = () => settings.get().zoom;
  const preload = join(deps.dist, 'preload/index.cjs');
  let companion: Companion | null = null;

  const main = createMainWindow({
    preload,
    platform,
    admit: deps.trusted.admit,
    bounds: appState.windowBounds('main'),
    saveBounds: (bounds) => {
      appState.setWindowBounds('main', bounds);
    },
    isQuitting: deps.isQuitting,
    zoom,
    staysInTray: () => settings.get().closeToTray,
    quit: () => app.quit(),
  });
  if (!deps.hidden) main.window.once('ready-to-show', () => main.show());
  const quick = createQuickWindow({
    preload,
    platform,
    hub,
    admit: deps.trusted.admit,
    background: windowBackground(),
    isQuitting: deps.isQuitting,
    zoom,
    now: clock.now,
    onShown: (showing) => companion?.hotkeyPressed(showing),
  });
  const windows = [main.window, quick.window];
  careForWindows({ main: main.window, quick: quick.window }, { ...deps, wayBack: (id) => news.wayBack(id) });
  const zoomBy = (move: ZoomMove) => void settings.set({ zoom: movedZoom(zoom(), move) });
  const applyZoom = windows.map(({ webContents }) => keepZoom(webContents, zoom, zoomBy));

  const grants = createGrants({
    ...{ hub, notices, log: deps.log, clock, translate, window: main.window },
    toggleQuick: quick.toggle,
    showMain: main.show,
  });
  const { hotkey } = grants;
  const news = createNews({
    windows,
    notifier: grants.notifier,
    settings,
    translate,
    now: clock.now,
    cardIsLookedAt: () => main.window.isFocused(),
    open,
    openHealth: () => showMain({ kind: 'page', page: 'health' }),
    answer: (asked, decision) => void answer(asked, decision),
  });
  const icons = join(deps.dist, 'main/tray');
  const badge = createBadge({
    platform,
    setCount: (count) => app.setBadgeCount(count),
    setOverlay: (image, description) => main.window.setOverlayIcon(image, description),
    loadImage: (path) => nativeImage.createFromPath(path),
    icons,
    onDark: () => nativeTheme.shouldUseDarkColors,
  });
  const tray = createTrayView({
    create: (image) => new Tray(image),
    buildMenu: (template) => Menu.buildFromTemplate(template),
    loadImage: (path) => nativeImage.createFromPath(path),
    icons,
    platform,
    onDark: () => nativeTheme.shouldUseDarkColors,
    act: (action) => {
      switch (action) {
        case 'ask':
          return quick.show(null);
        case 'newTask':
          return showMain({ kind: 'newRun', prompt: '', conversationId: null });
        case 'runs':
          return showMain({ kind: 'page', page: 'runs' });
        case 'openMain':
          return main.show();
        case 'openWebui':
          return void companion?.openWebui();
        case 'signIn':
          return showMain({ kind: 'page', page: 'chat' });
        case 'settings':
          return showMain({ kind: 'page', page: 'settings' });
        case 'quit':
          return app.quit();
      }
    },
    turn: (setting, on) => void settings.set({ network: { ...settings.get().network, [setting]: on } }),
    openConversation,
    openRun,
    answer: (asked, decision) => void answer(asked, decision),
    onClick: () => main.show(),
  });

  function showMain(navigation: Navigation | null): void {
    main.show();
    if (navigation) hub.emitTo(main.window.webContents.id, 'navigate', navigation);
  }

  function openConversation(conversationId: number): void {
    showMain({ kind: 'conversation', conversationId, messageId: null });
  }

  function openRun(runId: number): void {
    showMain({ kind: 'run', runId });
  }

  function open({ kind, id }: Subject): void {
    if (kind === 'run') openRun(id);
    else openConversation(id);
  }

  /** What cannot be answered by one press, or not any more, is shown instead. */
  async function answer(asked: Asked, decision: Decision): Promise<void> {
    const answered = await companion?.answerRun(asked, decision);
    if (answered?.ok) news.runAnswered(asked.runId);
    else openRun(asked.runId);
  }

  const { draw, drawSoon } = createIndicators({
    tray,
    badge,
    clock,
    state: () =>
      companion && !deps.isQuitting()
        ? { ...companion.overview.state(), hotkey: hotkey.state(), metered: settings.get().network.metered }
        : null,
    translate,
    timeOfDay: (at) => timeOfDay(at, localeOf(deps.language(), app.getSystemLocale())),
    drawn: grants.tray.drawn,
  });

  const lookAtLoginItem = keepLoginItem({ settings, item: ownLoginItem(), log: deps.log });
  main.window.on('focus', lookAtLoginItem);

  function applySettings(): void {
    const { theme, hotkey: wanted } = settings.get();
    nativeTheme.themeSource = theme;
    if (wanted !== applied.hotkey) hotkey.take(wanted);
    if (zoom() !== applied.zoom) fitZoom();
    applied = { hotkey: wanted, zoom: zoom() };
    setMenu();
    drawSoon();
    hub.emit('settings', { settings: settings.get(), hotkey: hotkey.state() });
  }
  let applied = { hotkey: '', zoom: 1 };

  function fitZoom(): void {
    for (const apply of applyZoom) apply();
    main.fitZoom();
    quick.fitZoom();
  }

  function setMenu(): void {
    setApplicationMenu(platform, translate(), {
      settings: () => showMain({ kind: 'page', page: 'settings' }),
      newConversation: () => showMain({ kind: 'newConversation' }),
      newTask: () => showMain({ kind: 'newRun', prompt: '', conversationId: null }),
      runs: () => showMain({ kind: 'page', page: 'runs' }),
      search: () => showMain({ kind: 'search' }),
      openWebui: () => void companion?.openWebui(),
      zoom: zoomBy,
      quit: () => app.quit(),
    });
  }

  const actions: ShellActions = {
    info: () => appInfo(deps.language()),
    quit: () => app.quit(),
    windowReady: (windowId) => hub.ready(windowId),
    showMain,
    openExternal: (url) => shell.openExternal(url),
    copy: (text) => clipboard.writeText(text),
    readClipboard: () => clipboard.readText(),
    pinQuick: quick.setPinned,
    hideQuick: quick.hide,
    ...grants.actions,
    licences: () => readLicences(join(deps.dist, 'licences.json')),
    ...news,
    saveFile: createFileSaver({
      ask: (options) => dialog.showSaveDialog(main.window, options),
      folder: () => app.getPath('downloads'),
      fallback: () => translate()('app.name'),
      newId: deps.newId,
    }),
    chooseFile: createFileChooser({ ask: (options) => dialog.showOpenDialog(main.window, options) }),
    showCrashReport() {
      const newest = deps.reports.newest();
      if (newest) shell.showItemInFolder(newest.file);
    },
    async copyCrashReport() {
      const newest = deps.reports.newest();
      if (newest) await clipboard.writeText(newest.text);
      return newest !== null;
    },
    restart(accelerate) {
      if (accelerate) deps.graphics.tryAgain();
      restart();
    },
    overviewChanged: drawSoon,
    systemFacts,
  };

  setMenu();
  lookAtLoginItem();
  applySettings();
  return {
    actions,
    connect(services) {
      companion = services;
      settings.subscribe(applySettings);
      nativeTheme.on('updated', drawSoon);
      watchAttention(windows, services);
      grants.tray.look();
      main.window.on('show', grants.tray.look);
      draw();
    },
    follow(intent) {
      switch (intent.kind) {
        case 'show':
          return main.show();
        case 'toggleQuick':
          return quick.toggle();
        case 'ask':
          return quick.show(intent.text);
        case 'settings':
          return showMain({ kind: 'page', page: 'settings' });
        case 'conversation':
          return openConversation(intent.conversationId);
        case 'run':
          return openRun(intent.runId);
        case 'unknown':
          deps.log('link.refused');
          // The same link again is news again, even when its sentence was dismissed.
          notices.clear('link');
          notices.set({ id: 'link', kind: 'badLink', link: intent.link });
          return main.show();
      }
    },
  };
}
