import type {
  AppInfo,
  Conversation,
  HotkeyReport,
  HotkeyState,
  Licence,
  Message,
  Navigation,
  Notice,
  NotificationReport,
  Page,
  RunSummary,
  UpdateObstacle,
} from '../preload/contract.ts';
import type { SecretStore } from './accounts/secret-store.ts';
import type { Clock, NewId, Random } from './clock.ts';
import type { Timing } from './conversations/index.ts';
import type { CrashReport } from './diagnostics/crash-reports.ts';
import type { SystemFacts } from './diagnostics/facts.ts';
import type { Emit } from './emit.ts';
import type { Result } from './errors.ts';
import type { Trouble } from './health/troubles.ts';
import type { Translate } from './i18n.ts';
import type { Log, LogEntry } from './log.ts';
import type { Notices } from './notices.ts';
import type { AppState } from './settings/app-state.ts';
import type { KeyValue, SettingsStore } from './settings/settings.ts';
import type { Feed } from './updates/feed.ts';
import type { Installer } from './updates/installer.ts';

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
  /** Where is kept what was decided about certificates and proxies; no secret is among it. */
  readonly networkFile: KeyValue;
  readonly appState: AppState;
  readonly notices: Notices;
  readonly log: Log;
  /** The last warnings and errors of the log. */
  readonly recentProblems: () => readonly LogEntry[];
  /** The crash reports kept, newest first. */
  readonly crashes: () => readonly CrashReport[];
  readonly emit: Emit;
  readonly translate: () => Translate;
  readonly language: () => 'en' | 'fr';
  /** PAC-like answer of the system's proxy settings for an address. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** What the PAC file at an address says about an address; empty when it cannot be had or fails. */
  readonly resolvePac: (pac: string, url: string) => Promise<string>;
  /** The addresses of this computer, in any words; left out, as the system tells them. Others are another network. */
  readonly addresses?: () => string;
  /** No request waits longer for its answer to begin; left out, each says itself how long. Milliseconds. */
  readonly longestWaitMs?: number;
  /** The variables this program was started with. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How this program comes by newer versions of itself. */
  readonly updates: UpdatePorts;
  readonly shell: ShellActions;
}

export interface UpdatePorts {
  readonly feed: Feed;
  readonly obstacle: UpdateObstacle | null;
  /** As Node names them. */
  readonly platform: string;
  readonly arch: string;
  readonly installer: Installer;
}

/** Files a person is offered; extensions without dots. */
export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** A file the person chose. */
export interface ChosenFile {
  /** Without its folder. */
  readonly name: string;
  readonly bytes: number;
  /** Its text as UTF-8, part by part; rejects when the disk does. */
  read(): AsyncIterable<string>;
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
  hotkeyReport(): Promise<HotkeyReport>;
  /** Waits for one press, which then opens nothing. */
  proveHotkey(): Promise<HotkeyReport>;
  /** Lets the hotkey go while `on`. */
  recordHotkey(on: boolean): void;
  notificationReport(): Promise<NotificationReport>;
  tryNotification(): Promise<NotificationReport>;
  /** Opens the system's own settings of notifications, where they have an address. */
  openNotificationSettings(): Promise<void>;
  /** Of the work of others that is in the program; none where they were not collected. */
  licences(): Promise<readonly Licence[]>;
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
  comparisonShown(windowId: number, conversationId: number): void;
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
  /**
   * Asks which file to read; `null` when the person changed their mind. `inArchive`: the file of this name is read when a
   * ZIP archive is chosen. Errors: `storage`/`unreadable`, `validation`/`archive`.
   */
  chooseFile(filters: readonly FileFilter[], inArchive?: string | null): Promise<Result<ChosenFile | null>>;
  /** Shows the newest crash report in the system's file manager. */
  showCrashReport(): void;
  /** Copies it; false when there is none. */
  copyCrashReport(): Promise<boolean>;
  /** Ends the program and starts it again; `accelerate`: drawing with the graphics card is tried again. */
  restart(accelerate: boolean): void;
  overviewChanged(): void;
  /** What runs here, for whoever helps. */
  systemFacts(): Promise<SystemFacts>;
}
