import type { HotkeyFinding, HotkeyProof, HotkeyState } from '../../preload/contract.ts';
import type { DesktopFacts } from './environment.ts';
import { usualOwner } from './usual-owners.ts';

export interface Standing {
  /** The setting; `''` wants no hotkey. */
  readonly wanted: string;
  readonly state: HotkeyState;
  readonly proof: HotkeyProof;
  readonly facts: DesktopFacts;
}

/** What stands between the keys and the program, as far as it can be known. A press that came settles it: nothing does. */
export function findingsOf({ wanted, state, proof, facts }: Standing): readonly HotkeyFinding[] {
  if (wanted === '' || state.kind === 'off') return [];
  const taken: HotkeyFinding = { kind: 'taken', by: usualOwner(wanted, facts.desktop) };
  const replaced = state.kind === 'registered' && state.accelerator !== wanted;
  if (proof.kind === 'proved') return replaced ? [taken] : [];
  if (state.kind === 'failed' && (state.reason === 'invalid' || state.reason === 'noModifier')) return [];
  if (facts.session === 'wayland') return onWayland(state, proof, facts);
  // Registered, and still nobody hears a press: somebody stands in front of us.
  return replaced || state.kind === 'failed' || proof.kind === 'silent' ? [taken] : [];
}

function onWayland(state: HotkeyState, proof: HotkeyProof, facts: DesktopFacts): readonly HotkeyFinding[] {
  switch (facts.portal) {
    case 'absent': {
      const tiling = facts.desktop === 'sway' || facts.desktop === 'hyprland';
      return [{ kind: tiling ? 'desktopOnly' : 'noPortal' }];
    }
    case 'present':
      if (facts.missingIdentity !== null) return [{ kind: 'noIdentity', file: facts.missingIdentity }];
      return state.kind === 'failed' || proof.kind === 'silent' ? [{ kind: 'portalRefused' }] : [];
    case 'unknown':
      return [];
  }
}
