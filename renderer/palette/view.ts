import type { ComponentType } from 'react';
import { flushSync } from 'react-dom';
import { create } from 'zustand';

/** What lies over the window: where everything is found, the map of the keys, or nothing. */
export type Overlay = 'palette' | 'keyMap';

export interface OverlayProps {
  readonly onClose: () => void;
}

interface OverlayState {
  readonly shown: Overlay | null;
  /** What has been fetched. `lazy` would draw even a part that is here a moment later, and miss what is typed at once. */
  readonly parts: Readonly<Partial<Record<Overlay, ComponentType<OverlayProps>>>>;
}

export const useOverlay = create<OverlayState>(() => ({ shown: null, parts: {} }));

const LOAD = {
  palette: () => import('./palette.tsx').then(({ Palette }) => Palette),
  keyMap: () => import('../keymap/key-map.tsx').then(({ KeyMap }) => KeyMap),
} satisfies Record<Overlay, () => Promise<ComponentType<OverlayProps>>>;

/** Fetches a part unless it is here. */
export async function loadOverlay(name: Overlay): Promise<void> {
  if (useOverlay.getState().parts[name]) return;
  const part = await LOAD[name]();
  useOverlay.setState(({ parts }) => ({ parts: { ...parts, [name]: part } }));
}

/** Shows it before it returns, so that the next key already belongs to it. */
export function showOverlay(shown: Overlay): void {
  void loadOverlay(shown);
  flushSync(() => useOverlay.setState({ shown }));
}

/** Takes it away before it returns: the focus is back where it was. */
export function closeOverlay(): void {
  flushSync(() => useOverlay.setState({ shown: null }));
}
