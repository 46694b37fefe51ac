import { flushSync } from 'react-dom';
import type { Navigation } from '../../preload/contract.ts';
import { selectConversation } from '../chat/actions.ts';
import { runCommand } from './commands.ts';
import type { KeyAction } from './keys.ts';
import { showPage } from './store.ts';

/** Shows what main asks for: a page, a conversation at a message, the form of a new one, the search field, Open WebUI. */
export function navigate(to: Navigation): void {
  switch (to.kind) {
    case 'page':
      showPage(to.page);
      break;
    case 'conversation':
      selectConversation(to.conversationId, to.messageId);
      break;
    case 'newConversation':
      perform('newConversation');
      break;
    case 'search':
      perform('search');
      break;
    case 'openWebui':
      perform('openWebui');
      break;
  }
}

const CHAT_ACTIONS: ReadonlySet<KeyAction> = new Set([
  'search',
  'findHere',
  'newConversation',
  'model',
  'openWebui',
  'rename',
  'stop',
]);

/** Does a key's action; those of the chat page bring it to the front first. */
export function perform(action: KeyAction): boolean {
  if (!CHAT_ACTIONS.has(action)) return runCommand(action);
  flushSync(() => showPage('chat'));
  return runCommand(action);
}
