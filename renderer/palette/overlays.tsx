import { useEffect } from 'react';
import { useCommand } from '../app/commands.ts';
import { whenIdle } from '../markdown/idle.ts';
import { closeOverlay, loadOverlay, showOverlay, useOverlay } from './view.ts';

const showPalette = () => showOverlay('palette');
const showKeyMap = () => showOverlay('keyMap');

/** What the keys bring over the window. It is fetched when the first screen is there and nothing else is to be done. */
export function Overlays() {
  const { shown, parts } = useOverlay();
  useCommand('palette', showPalette);
  useCommand('keyMap', showKeyMap);
  useEffect(() => {
    const stops = [whenIdle(() => void loadOverlay('palette')), whenIdle(() => void loadOverlay('keyMap'))];
    return () => {
      for (const stop of stops) stop();
      // The account it was opened for is not shown any more.
      useOverlay.setState({ shown: null });
    };
  }, []);
  const Part = shown === null ? undefined : parts[shown];
  return Part ? <Part onClose={closeOverlay} /> : null;
}
