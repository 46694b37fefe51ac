import type { HotkeyBinding, HotkeyReport, HotkeyState } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { parseAccelerator } from './accelerator.ts';
import { bindingsFor } from './bindings.ts';
import type { CommandLine } from './command-line.ts';
import type { DesktopFacts } from './environment.ts';
import { findingsOf } from './findings.ts';
import { createProof } from './proof.ts';

/** Who holds the keys; see `shell/hotkey.ts`. */
export interface KeyHolder {
  set(accelerator: string): HotkeyState;
  /** Gives the keys back without forgetting them. */
  pause(): void;
  /** Takes them again, if it still can. */
  resume(): HotkeyState;
  state(): HotkeyState;
}

export interface HotkeyDoctorDeps {
  readonly keys: KeyHolder;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  /** Read anew for each report: a portal may have started since. */
  readonly facts: () => Promise<DesktopFacts>;
  /** What calls the quick window from outside. */
  readonly command: CommandLine;
  /** Bound where no keys are set. */
  readonly defaultKeys: string;
  /** The press was meant for the quick window. */
  readonly open: () => void;
  /** The state of the keys, or of their proof, is another one. */
  readonly changed: (report: HotkeyReport) => void;
}

export interface HotkeyDoctor {
  /** The keys were pressed somewhere on the system. */
  pressed(): void;
  /** Takes these keys; `''` wants none. What was proved of others is forgotten. */
  take(wanted: string): HotkeyState;
  report(): Promise<HotkeyReport>;
  /** Waits for one press, which opens nothing. */
  prove(): Promise<HotkeyReport>;
  /** While `on`, the keys are let go, so that a person can press them for another purpose; a minute at the longest. */
  record(on: boolean): void;
}

/** A page that went away without a word must not keep the hotkey from the person. */
const RECORDING_MS = 60_000;

/** Knows whether the hotkey works, and what to do when it does not. */
export function createHotkeyDoctor(deps: HotkeyDoctorDeps): HotkeyDoctor {
  const { keys, clock, platform } = deps;
  const proof = createProof(clock, tell);
  let wanted = '';
  let recording: { readonly cancel: () => void } | null = null;

  /** Whether anybody has ever asked: until then nobody is told, and the desktop is not looked at. */
  let followed = false;

  function tell(): void {
    if (followed) void read().then(deps.changed);
  }

  async function read(): Promise<HotkeyReport> {
    const facts = await deps.facts();
    const state = keys.state();
    return {
      state,
      proof: proof.state(),
      desktop: facts.desktop,
      session: facts.session,
      findings: findingsOf({ wanted, state, proof: proof.state(), facts }),
      bindings: platform === 'linux' ? bindings(state, facts) : [],
    };
  }

  function bindings(state: HotkeyState, { desktop }: DesktopFacts): readonly HotkeyBinding[] {
    const chosen = state.kind === 'registered' ? state.accelerator : wanted || deps.defaultKeys;
    const parsed = parseAccelerator(chosen, platform);
    return typeof parsed === 'string' ? [] : bindingsFor(parsed, deps.command, desktop);
  }

  function stopRecording(): void {
    recording?.cancel();
    recording = null;
  }

  function report(): Promise<HotkeyReport> {
    followed = true;
    return read();
  }

  function endOfRecording(): void {
    if (!recording) return;
    stopRecording();
    if (keys.resume().kind === 'failed') tell();
  }

  return {
    report,
    pressed() {
      if (!proof.pressed()) deps.open();
    },
    take(accelerator) {
      stopRecording();
      wanted = accelerator;
      const state = keys.set(accelerator);
      if (proof.state().kind === 'none') tell();
      else proof.forget();
      return state;
    },
    async prove() {
      followed = true;
      if (keys.state().kind === 'registered') proof.ask();
      return read();
    },
    record(on) {
      if (!on) return endOfRecording();
      stopRecording();
      // Nobody presses the old keys to prove them while choosing others.
      if (proof.state().kind === 'asked') proof.forget();
      keys.pause();
      const cancel = clock.after(RECORDING_MS, endOfRecording);
      recording = { cancel };
    },
  };
}
