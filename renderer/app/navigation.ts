import { flushSync } from 'react-dom';
import type { Navigation } from '../../preload/contract.ts';
import { selectConversation } from '../chat/actions.ts';
import { newRun, showRun } from '../runs/view.ts';
import { runCommand } from './commands.ts';
import type { KeyAction } from './keys.ts';
import { showPage, useApp } from './store.ts';

/** Shows what main asks for: a page, a conversation, a run, the form of a new one, the search field, Open WebUI. */
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

/** What some of them mean while the runs are in front. */
const ON_RUNS: Partial<Record<KeyAction, KeyAction>> = {
  newConversation: 'newRun',
  findHere: 'findRun',
  stop: 'stopRun',
};

/** Does a key's action on the page in front; what only the chat page can do brings that one to the front first. */
export function perform(action: KeyAction): boolean {
  const onRuns = useApp.getState().page === 'runs' ? ON_RUNS[action] : undefined;
  if (onRuns !== undefined) return runCommand(onRuns);
  return CHAT_ACTIONS.has(action) ? performInChat(action) : runCommand(action);
}

function performInChat(action: KeyAction): boolean {
  flushSync(() => showPage('chat'));
  return runCommand(action);
}
