import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '../../../main/accounts/secret-store.ts';
import { systemClock } from '../../../main/clock.ts';
import { type Companion, createCompanion } from '../../../main/companion.ts';
import type { Timing } from '../../../main/conversations/index.ts';
import { ok, type Result } from '../../../main/errors.ts';
import { createTranslator } from '../../../main/i18n.ts';
import type { LogEvent } from '../../../main/log.ts';
import { createNotices } from '../../../main/notices.ts';
import type { Ports, ShellActions } from '../../../main/ports.ts';
import { createAppState } from '../../../main/settings/app-state.ts';
import { createSettings, type KeyValue } from '../../../main/settings/settings.ts';
import { createFileChooser } from '../../../main/shell/open-file.ts';
import type { CommandName, HotkeyReport, ReplyOf, RequestOf } from '../../../preload/contract.ts';
import { quickTiming } from '../conversations/desk.ts';

/** A person's computer without its desktop: the files stay when the program is started again. */
export interface Computer {
  start(timing?: Timing, more?: Partial<Ports>): Promise<Program>;
  /** Ends every program and removes the files. */
  remove(): Promise<void>;
}

/** One run of the program. */
export interface Program {
  readonly companion: Companion;
  /** What went wrong and was written down. */
  readonly logged: LogEvent[];
  /** What was saved into a file of the person's choice. */
  readonly saved: { readonly name: string; readonly text: string }[];
  /** Paths the person will choose when asked for a file, in order; then they change their mind. */
  readonly choices: string[];
  /** Asks as a window would; a refusal is thrown. */
  ask<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  quit(): Promise<void>;
}

export function computer(): Computer {
  const folder = mkdtempSync(join(tmpdir(), 'companion-'));
  const secrets = createMemoryStore();
  const settingsFile = variable();
  const sourcesFile = variable();
  const stateFile = variable();
  const networkFile = variable();
  const running = new Set<Program>();

  async function start(timing = quickTiming, more: Partial<Ports> = {}): Promise<Program> {
    const logged: LogEvent[] = [];
    const saved: Program['saved'] = [];
    const choices: string[] = [];
    const companion = await createCompanion({
      files: { database: join(folder, 'companion.db'), demo: join(folder, 'demo.json') },
      workerUrl: new URL('../../../main/database/worker.ts', import.meta.url),
      clock: systemClock,
      random: Math.random,
      newId: randomUUID,
      timing,
      secrets,
      settings: createSettings(settingsFile),
      sourcesFile,
      networkFile,
      appState: createAppState(stateFile),
      notices: createNotices(() => {}),
      log: (event) => logged.push(event),
      recentProblems: () => [],
      crashes: () => [],
      emit: () => {},
      translate: () => createTranslator('en'),
      language: () => 'en',
      resolveProxy: async () => 'DIRECT',
      resolvePac: async () => '',
      env: {},
      updates: noUpdates,
      shell: {
        ...noDesktop,
        async saveFile(name, text) {
          saved.push({ name, text });
          return ok({ saved: true });
        },
        chooseFile: createFileChooser({
          async ask() {
            const path = choices.shift();
            return { canceled: path === undefined, filePaths: path === undefined ? [] : [path] };
          },
        }),
      },
      ...more,
    });
    const program: Program = {
      companion,
      logged,
      saved,
      choices,
      async ask(command, request) {
        const handle = companion.handlers[command] as (
          request: unknown,
          sender: unknown,
        ) => Promise<Result<ReplyOf<typeof command>>>;
        const result = await handle(request, { windowId: 1, origin: '', mainFrame: true });
        if (!result.ok) throw new Error(`${command}: ${result.error.kind} ${result.error.reason ?? ''}`);
        return result.value;
      },
      async quit() {
        if (running.delete(program)) await companion.close();
      },
    };
    running.add(program);
    return program;
  }

  return {
    start,
    async remove() {
      for (const program of [...running]) await program.quit();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function variable(): KeyValue {
  let value: unknown;
  return {
    read: () => value,
    write: (next) => {
      value = next;
    },
  };
}

const HOTKEY: HotkeyReport = {
  state: { kind: 'off' },
  proof: { kind: 'none' },
  desktop: 'other',
  session: null,
  findings: [],
  bindings: [],
};

const noUpdates: Ports['updates'] = {
  feed: { address: 'http://127.0.0.1:9/', keys: [] },
  obstacle: 'unpackaged',
  platform: 'linux',
  arch: 'x64',
  installer: {
    download: async () => {
      throw new Error('nothing to download');
    },
    install: () => new Promise(() => {}),
  },
};

const noDesktop: ShellActions = {
  info: () => ({
    version: '0.1.0',
    platform: 'linux',
    shell: 'double',
    language: 'en',
    versions: { electron: '', chrome: '', node: '' },
  }),
  quit: () => {},
  windowReady: () => {},
  showMain: () => {},
  openExternal: async () => {},
  copy: async () => {},
  readClipboard: async () => '',
  pinQuick: () => {},
  hideQuick: () => {},
  hotkey: () => ({ kind: 'off' }),
  hotkeyReport: async () => HOTKEY,
  proveHotkey: async () => HOTKEY,
  recordHotkey: () => {},
  notificationReport: async () => ({ state: 'unsupported', doNotDisturb: 'unknown', buttons: false }),
  tryNotification: async () => ({ state: 'unsupported', doNotDisturb: 'unknown', buttons: false }),
  openNotificationSettings: async () => {},
  licences: async () => [],
  arrived: () => {},
  decisionNeeded: () => {},
  shown: () => {},
  wereAway: () => {},
  runEnded: () => {},
  runWaiting: () => {},
  comparisonShown: () => {},
  runShown: () => {},
  runClosed: () => {},
  serviceDown: () => {},
  serviceUp: () => {},
  pageShown: () => {},
  saveFile: async () => ok({ saved: false }),
  chooseFile: async () => ok(null),
  showCrashReport: () => {},
  copyCrashReport: async () => false,
  restart: () => {},
  overviewChanged: () => {},
  systemFacts: async () => ({
    system: 'Linux 6.12.9 x64',
    processor: { model: 'Some Processor (4) @ 3.2GHz', cores: 4 },
    memory: { total: 8_589_934_592, used: 209_715_200 },
    uptime: 90_000,
    graphics: { accelerated: true, features: [['gpu_compositing', 'enabled']], devices: ['8086:9a49 Mesa 24.2'] },
    screens: [{ width: 1920, height: 1080, scale: 1, rotation: 0 }],
  }),
};
