import type { AppError, CommandName, ReplyOf, RequestOf } from '../../preload/contract.ts';
import { call, on } from '../ui/bridge.ts';
import { speak, startI18n } from '../ui/i18n.ts';
import { applyAppearance, languageOf } from './appearance.ts';
import { useApp } from './store.ts';

/**
 * Listens first and asks second, so that nothing falls between; then starts the catalogues and the appearance and keeps
 * both in step with the settings. Resolves when the window can be drawn; an error says why it cannot.
 */
export async function boot(): Promise<AppError | null> {
  on('session', (event) => useApp.setState(event));
  on('settings', (event) => useApp.setState(event));
  on('notices', (notices) => useApp.setState({ notices }));
  on('sync', (sync) => useApp.setState({ sync }));
  // Only pages are told by the system; main would find out with its next try, minutes later.
  addEventListener('online', () => void call('sync.networkBack', null));
  try {
    const [info, session, settings, notices, sync] = await Promise.all([
      ask('app.info', null),
      ask('session.get', null),
      ask('settings.get', null),
      ask('notices.list', null),
      ask('sync.get', null),
    ]);
    useApp.setState({ info, ...session, ...settings, notices, sync });
  } catch (cause) {
    await startI18n(navigator.language.startsWith('fr') ? 'fr' : 'en');
    return cause as AppError;
  }
  const { settings, info } = useApp.getState();
  applyAppearance(document.documentElement, settings, info);
  await startI18n(languageOf(settings, info));
  useApp.subscribe((now, before) => {
    if (now.settings !== before.settings) followSettings();
  });
  return null;
}

function followSettings(): void {
  const { settings, info } = useApp.getState();
  applyAppearance(document.documentElement, settings, info);
  void speak(languageOf(settings, info));
}

/** A call whose failure is thrown as its `AppError`: starting is all or nothing. */
async function ask<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
  const result = await call(command, request);
  if (!result.ok) throw result.error;
  return result.value;
}
