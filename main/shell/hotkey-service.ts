import type { HotkeyReport, HotkeyState } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { CommandLine } from '../hotkey/command-line.ts';
import { createHotkeyDoctor } from '../hotkey/doctor.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices.ts';
import type { DesktopReader } from './desktop-reader.ts';
import { createHotkey, DEFAULT_HOTKEY, type ShortcutRegistry } from './hotkey.ts';

/** The window in which keys are recorded: whatever it does, the hotkey comes back. */
export interface RecordingWindow {
  on(event: 'hide' | 'closed', listener: () => void): unknown;
  readonly webContents: {
    on(event: 'did-navigate' | 'render-process-gone', listener: () => void): unknown;
  };
}

export interface HotkeyServiceDeps {
  readonly registry: ShortcutRegistry;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly reader: DesktopReader;
  readonly command: CommandLine;
  readonly window: RecordingWindow;
  readonly open: () => void;
  readonly notices: Notices;
  readonly log: Log;
  readonly changed: (report: HotkeyReport) => void;
}

export interface HotkeyService {
  /** Takes the keys that are set; a failure is a notice as long as it lasts. */
  take(accelerator: string): void;
  state(): HotkeyState;
  report(): Promise<HotkeyReport>;
  prove(): Promise<HotkeyReport>;
  record(on: boolean): void;
}

/** The hotkey of the running program: the registered keys, and the doctor who knows how they do. */
export function createHotkeyService(deps: HotkeyServiceDeps): HotkeyService {
  const { platform, clock, reader, notices } = deps;
  const keys = createHotkey(deps.registry, { platform, session: reader.session, fire: () => doctor.pressed() });
  const doctor = createHotkeyDoctor({
    keys,
    clock,
    platform,
    facts: reader.facts,
    command: deps.command,
    defaultKeys: DEFAULT_HOTKEY,
    open: deps.open,
    changed(report) {
      tellOf(report.state);
      deps.changed(report);
    },
  });
  const endRecording = () => doctor.record(false);
  for (const event of ['hide', 'closed'] as const) deps.window.on(event, endRecording);
  for (const event of ['did-navigate', 'render-process-gone'] as const) deps.window.webContents.on(event, endRecording);

  function tellOf(state: HotkeyState): void {
    if (state.kind === 'failed') notices.set({ id: 'hotkey', kind: 'hotkey', state });
    else notices.clear('hotkey');
  }

  return {
    take(accelerator) {
      const state = doctor.take(accelerator);
      tellOf(state);
      if (state.kind === 'failed') deps.log('hotkey.failed', { reason: state.reason });
    },
    state: keys.state,
    report: doctor.report,
    prove: doctor.prove,
    record: doctor.record,
  };
}
