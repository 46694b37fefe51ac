import { create } from 'zustand';
import type {
  Account,
  AppInfo,
  HotkeyState,
  KeychainStatus,
  Notice,
  Page,
  SessionState,
  Settings,
  SyncState,
} from '../../preload/contract.ts';
import type { SectionId } from '../settings/catalog.ts';

/** What the whole window knows: who is signed in, the settings, the state of synchronisation, the page shown. */
export interface AppState {
  readonly info: AppInfo;
  readonly session: SessionState;
  readonly keychain: KeychainStatus;
  readonly accounts: readonly Account[];
  readonly settings: Settings;
  readonly hotkey: HotkeyState;
  readonly notices: readonly Notice[];
  readonly sync: SyncState;
  readonly page: Page;
  /** The section of the settings that is shown. */
  readonly settingsAt: SectionId;
  /** In a narrow window the list lies over the thread while this is true. */
  readonly listOpen: boolean;
  /** The sign-in form is shown over the window, after the session has ended. */
  readonly signingInAgain: boolean;
}

/** Filled by `boot` before anything is drawn, so that no part has to handle "not there yet". */
export const useApp = create<AppState>(() => ({
  info: {
    version: '',
    platform: 'linux',
    shell: 'electron',
    language: 'en',
    versions: { electron: '', chrome: '', node: '' },
  },
  session: { kind: 'starting' },
  keychain: { kind: 'ok' },
  accounts: [],
  settings: {
    theme: 'system',
    language: 'system',
    fontScale: 1,
    zoom: 1,
    reducedMotion: 'system',
    hotkey: '',
    openAtLogin: false,
    closeToTray: true,
    quick: { target: 'lastUsed', conversationId: null, modelId: null, withAi: true, source: null },
    answers: { chain: [], cache: false, compare: [] },
    meaning: null,
    notifications: { answers: true, decisions: true, runs: true, waiting: true, services: true },
    runs: { keepDays: 90, sourceId: null },
    quietHours: null,
    openWebuiProvisioning: null,
    network: { proxy: { kind: 'system' }, proxyFor: [], metered: false },
    updates: { check: 'weekly' },
    seen: { firstSteps: true, version: null },
  },
  hotkey: { kind: 'off' },
  notices: [],
  sync: { kind: 'idle', lastAt: null },
  page: 'chat',
  settingsAt: 'accounts',
  listOpen: false,
  signingInAgain: false,
}));

/** Whose conversations are shown: an account, signed in or not, or what is kept here alone; `null` when nobody's. */
export function accountOf(session: SessionState): Account | null {
  return 'account' in session ? session.account : null;
}

/** Whether a Halext server's account is open, signed in or not. */
export function hasServer(session: SessionState): boolean {
  return session.kind === 'signedIn' || session.kind === 'expired';
}

/** Shows a page; the settings begin with their first section, unless they are in front already. */
export function showPage(page: Page): void {
  useApp.setState((state) => (state.page === page ? {} : { page, settingsAt: 'accounts' }));
}

/** Shows a section of the settings. */
export function showSettings(settingsAt: SectionId): void {
  useApp.setState({ page: 'settings', settingsAt });
}

/** Shows the settings of agents and gateways. */
export function showSources(): void {
  showSettings('sources');
}

/** Shows the settings of proxies and certificates. */
export function showNetwork(): void {
  showSettings('network');
}
