import type { TFunction } from 'i18next';
import type { Language, Page, SessionState, Theme } from '../../preload/contract.ts';
import { navigate } from '../app/navigation.ts';
import { hasServer, showPage, showSettings } from '../app/store.ts';
import { openLink, syncNow } from '../chat/actions.ts';
import { showCompare } from '../compare/view.ts';
import { newRun } from '../runs/view.ts';
import { save } from '../settings/save.ts';
import { call } from '../ui/bridge.ts';
import type { IconName } from '../ui/icon.tsx';
import { offerOf, useUpdates, wish } from '../updates/store.ts';
import type { Entry } from './entries.ts';
import { showOverlay } from './view.ts';

/** What can be done from anywhere, in the order in which it is offered. */
export function actions(session: SessionState, t: TFunction): readonly Entry[] {
  const detail = t('palette.action');
  const list: Entry[] = [];
  function add(icon: IconName, title: string, act: () => void, keys?: string): void {
    const place = String(list.length).padStart(2, '0');
    list.push({
      id: `action-${place}`,
      kind: 'action',
      icon,
      title,
      detail,
      at: 0,
      act,
      ...(keys === undefined ? {} : { keys }),
    });
  }
  const page = (icon: IconName, name: Page, title: string, keys: string) =>
    add(icon, t('palette.goTo', { page: title }), () => showPage(name), keys);
  const theme = (value: Theme, name: string) =>
    add('palette', t('palette.theme', { name }), () => void save({ theme: value }));
  const language = (value: Language, name: string) =>
    add('globe', t('palette.language', { name }), () => void save({ language: value }));

  add('plus', t('chat.new'), () => navigate({ kind: 'newConversation' }), 'Mod+N');
  add('runs', t('palette.newTask'), () => newRun('', null));
  add('compare', t('palette.compare'), () => showCompare('', null));
  add('health', t('palette.checkNow'), checkNow);
  if (hasServer(session)) {
    add('retry', t('settings.syncNow'), () => void syncNow());
    add('external', t('settings.openwebuiOpen'), () => navigate({ kind: 'openWebui' }), 'Mod+Shift+W');
  }
  page('chat', 'chat', t('app.chats'), 'Mod+Shift+1');
  page('runs', 'runs', t('app.runs'), 'Mod+Shift+2');
  page('compare', 'compare', t('app.compare'), 'Mod+Shift+3');
  page('health', 'health', t('app.health'), 'Mod+Shift+4');
  page('settings', 'settings', t('app.settings'), 'Mod+,');
  theme('light', t('settings.light'));
  theme('dark', t('settings.dark'));
  theme('system', t('settings.asSystem'));
  language('en', t('settings.english'));
  language('fr', t('settings.french'));
  language('system', t('settings.asSystem'));
  add('download', t('palette.checkUpdates'), checkUpdates);
  add('file', t('palette.whatIsNew'), whatIsNew);
  add('keyboard', t('keymap.title'), () => showOverlay('keyMap'), '?');
  add('cross', t('palette.quit'), () => void call('app.quit', null));
  return list;
}

/** Its answers come in on the page of health. */
function checkNow(): void {
  showPage('health');
  void call('health.check', { id: null });
}

/** What comes of it is in the settings. */
function checkUpdates(): void {
  showSettings('about');
  void wish('updates.check', null);
}

/** Of a newer version in the settings, of this one on the page of releases. */
function whatIsNew(): void {
  const { updates } = useUpdates.getState();
  if (updates === null || offerOf(updates.state)) showSettings('about');
  else openLink(updates.page);
}
