import type { BrowserWindow } from 'electron';
import type { Conversation, Message } from '../../preload/contract.ts';
import type { Translate } from '../i18n.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Notifier } from './notifications.ts';

export interface News {
  /** An answer to a question of ours, or a message of another person. */
  arrived(conversation: Conversation, message: Message): void;
  decisionNeeded(conversation: Conversation): void;
  /** A window now shows this conversation: its notification has done its work. */
  shown(windowId: number, conversationId: number): void;
}

export interface NewsDeps {
  readonly windows: readonly BrowserWindow[];
  readonly notifier: Notifier;
  readonly settings: SettingsStore;
  readonly translate: () => Translate;
  readonly open: (conversationId: number) => void;
}

/** Notifies of what arrives, unless the person is looking at it already or has switched the kind off. */
export function createNews({ windows, notifier, settings, translate, open }: NewsDeps): News {
  const showing = new Map<number, number>();

  function isLookedAt(conversationId: number): boolean {
    return windows.some((window) => window.isFocused() && showing.get(window.webContents.id) === conversationId);
  }

  function notify({ id, title }: Conversation, body: string): void {
    if (isLookedAt(id)) return;
    notifier.tell({ about: subject(id), title, body, open: () => open(id) });
  }

  return {
    arrived(conversation, message) {
      if (settings.get().notifications.answers) notify(conversation, message.content);
    },
    decisionNeeded(conversation) {
      if (settings.get().notifications.decisions) notify(conversation, translate()('notifications.decision'));
    },
    shown(windowId, conversationId) {
      showing.set(windowId, conversationId);
      notifier.seen(subject(conversationId));
    },
  };
}

function subject(conversationId: number): string {
  return `conversation ${conversationId}`;
}
