import type { AppInfo, Settings } from '../../preload/contract.ts';

/** The language to show: the chosen one, or the system's. */
export function languageOf(settings: Settings, info: AppInfo): 'en' | 'fr' {
  return settings.language === 'system' ? info.language : settings.language;
}

/**
 * Puts theme, font size, zoom and motion on the root element, where the tokens read them. `platform` lets the title bar
 * leave room for the system's buttons on the right side; they are not zoomed, so the room for them is.
 */
export function applyAppearance(root: HTMLElement, settings: Settings, info: AppInfo): void {
  if (settings.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
  if (settings.reducedMotion === 'on') root.dataset.motion = 'off';
  else delete root.dataset.motion;
  root.dataset.platform = info.platform;
  root.style.setProperty('--scale', String(settings.fontScale));
  root.style.setProperty('--zoom', String(settings.zoom));
}
