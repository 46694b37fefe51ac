import { flushSync } from 'react-dom';
import type { Navigation } from '../../preload/contract.ts';
import { selectConversation } from '../chat/actions.ts';
import { showCompare } from '../compare/view.ts';
import { newRun, showRun } from '../runs/view.ts';
import { runCommand } from './commands.ts';
import { type KeyAction, meaningOn } from './keys.ts';
import { showPage, useApp } from './store.ts';

/** Shows what main asks for: a page, a conversation, a run, the form of a new one, a comparison, the search field and so on. */
export function navigate(to: Navigation): void {
  switch (to.kind) {
    case 'page':
      showPage(to.page);
      break;
    case 'conversation':
      selectConversation(to.conversationId, to.messageId);
      break;
    case 'newConversation':
    case 'search':
    case 'openWebui':
      performInChat(to.kind);
      break;
    case 'run':
      showRun(to.runId);
      break;
    case 'newRun':
      newRun(to.prompt, to.conversationId);
      break;
    case 'compare':
      showCompare(to.prompt, to.conversationId);
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

/** Does a key's action on the page in front; what only the chat page can do brings that one to the front first. */
export function perform(action: KeyAction): boolean {
  const onPage = meaningOn(useApp.getState().page, action);
  if (onPage !== action) return runCommand(onPage);
  return CHAT_ACTIONS.has(action) ? performInChat(action) : runCommand(action);
}

function performInChat(action: KeyAction): boolean {
  flushSync(() => showPage('chat'));
  return runCommand(action);
}
