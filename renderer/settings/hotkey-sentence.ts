import type { TFunction } from 'i18next';
import type { HotkeyState } from '../../preload/contract.ts';
import type { SignName } from '../ui/icon.tsx';

export interface HotkeyLine {
  readonly sign: SignName;
  readonly text: string;
}

export interface HotkeyStanding {
  readonly state: HotkeyState;
  /** The setting. */
  readonly wanted: string;
  /** A press was asked for, and none came: what is registered cannot be said to work. */
  readonly silent: boolean;
}

/** How it stands with the hotkey, in one sentence; `write` turns an accelerator into what the platform calls it. */
export function hotkeyLine(
  t: TFunction,
  { state, wanted, silent }: HotkeyStanding,
  write: (accelerator: string) => string,
): HotkeyLine {
  switch (state.kind) {
    case 'registered':
      if (silent) return { sign: 'none', text: t('settings.hotkeySet', { keys: write(state.accelerator) }) };
      return state.accelerator === wanted
        ? { sign: 'ok', text: t('settings.hotkeyWorks', { keys: write(state.accelerator) }) }
        : {
            sign: 'slow',
            text: t('settings.hotkeyFallback', { wanted: write(wanted), keys: write(state.accelerator) }),
          };
    case 'off':
      return { sign: 'none', text: t('settings.hotkeyOff') };
    case 'failed':
      return { sign: 'problem', text: refusal(t, state.reason, write(state.accelerator)) };
  }
}

function refusal(t: TFunction, reason: Extract<HotkeyState, { kind: 'failed' }>['reason'], keys: string): string {
  switch (reason) {
    case 'taken':
      return t('settings.hotkeyTaken', { keys });
    case 'invalid':
      return t('settings.hotkeyInvalid', { keys });
    case 'noModifier':
      return t('settings.hotkeyNoModifier', { keys });
    case 'unsupported':
      return t('settings.hotkeyUnsupported');
  }
}
