import type { Account, Conversation, HotkeyState, SessionState } from '../../preload/contract.ts';
import type { Translate } from '../i18n.ts';
import type { Asked, Decision } from '../runs/simple.ts';
import { healthOf, queuedCount, type TrayIcon, type TrayState } from './health.ts';
import { menuLabel, menuText } from './label.ts';
import { runItems } from './runs.ts';
import type { TrayTime } from './time.ts';

export type { TrayIcon, TrayState } from './health.ts';
export type { TrayTime } from './time.ts';

export type TrayAction = 'ask' | 'newTask' | 'openMain' | 'openWebui' | 'runs' | 'signIn' | 'settings' | 'quit';

export type TrayItem =
  /** The health line, and others that only tell: not to be chosen. */
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'action';
      readonly action: TrayAction;
      readonly label: string;
      /** Shown beside the label; the hotkey and the application menu are what register it. */
      readonly accelerator?: string;
    }
  | { readonly kind: 'conversation'; readonly conversationId: number; readonly label: string }
  | { readonly kind: 'run'; readonly runId: number; readonly label: string }
  /** Answers all a run asks, by yes or no. */
  | { readonly kind: 'answer'; readonly asked: Asked; readonly decision: Decision; readonly label: string }
  /** A setting that is on or off. */
  | { readonly kind: 'switch'; readonly setting: 'metered'; readonly label: string; readonly on: boolean }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayModel {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

const RECENT = 5;

/** The whole tray from what is known; labels are ready for a native menu. */
export function trayModel(
  state: TrayState & { readonly hotkey: HotkeyState; readonly metered: boolean },
  t: Translate,
  time: TrayTime,
): TrayModel {
  const health = healthOf(state, t, time);
  const account = accountOf(state.session);
  return {
    icon: health.icon,
    tooltip: tooltip(health.line, account, t),
    items: sections([
      [text(menuText(health.line)), ...queuedLine(state, t), ...demoLine(account, t)],
      mainActions(state, account, t),
      runItems(state.runs, t, time),
      account === null ? [] : recentItems(state.conversations, t),
      [
        { kind: 'switch', setting: 'metered', label: t('network.metered'), on: state.metered },
        action('settings', t('tray.settings'), 'CommandOrControl+,'),
        action('quit', t('tray.quit'), 'CommandOrControl+Q'),
      ],
    ]),
  };
}

function tooltip(line: string, account: Account | null, t: Translate): string {
  const name = t('app.name');
  return account?.demo ? t('tray.tooltipDemo', { name, line }) : t('tray.tooltip', { name, line });
}

function queuedLine(state: TrayState, t: Translate): TrayItem[] {
  const count = queuedCount(state);
  return count === 0 ? [] : [text(t('tray.queued', { count }))];
}

function demoLine(account: Account | null, t: Translate): TrayItem[] {
  return account?.demo ? [text(t('tray.demo'))] : [];
}

function mainActions(
  { session, hotkey }: { session: SessionState; hotkey: HotkeyState },
  account: Account | null,
  t: Translate,
): TrayItem[] {
  const open = action('openMain', t('tray.openMain'));
  if (account === null) return [action('signIn', t('tray.signIn')), open];
  const again = session.kind === 'expired' ? [action('signIn', t('tray.signInAgain'))] : [];
  const accelerator = hotkey.kind === 'registered' ? hotkey.accelerator : undefined;
  return [
    ...again,
    action('ask', t('tray.ask'), accelerator),
    action('newTask', t('tray.newTask'), 'CommandOrControl+Shift+N'),
    open,
    ...(session.kind === 'local' ? [] : [action('openWebui', t('tray.openWebui'))]),
  ];
}

function recentItems(conversations: readonly Conversation[], t: Translate): TrayItem[] {
  const recent = conversations
    .filter((each) => !each.hidden && each.presence === 'here')
    .sort((a, b) => b.lastAt - a.lastAt || b.id - a.id)
    .slice(0, RECENT);
  if (recent.length === 0) return [];
  return [
    text(t('tray.recent')),
    ...recent.map((each): TrayItem => ({ kind: 'conversation', conversationId: each.id, label: recentLabel(each, t) })),
  ];
}

function recentLabel({ title, unread }: Conversation, t: Translate): string {
  const name = menuLabel(title.trim() === '' ? t('tray.untitled') : title);
  return unread === 0 ? name : t('tray.unread', { name, count: unread });
}

function sections(groups: readonly (readonly TrayItem[])[]): TrayItem[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ kind: 'separator' } as const, ...group]));
}

function text(label: string): TrayItem {
  return { kind: 'text', label };
}

function action(name: TrayAction, label: string, accelerator?: string): TrayItem {
  return { kind: 'action', action: name, label, ...(accelerator === undefined ? {} : { accelerator }) };
}

function accountOf(session: SessionState): Account | null {
  return 'account' in session ? session.account : null;
}
