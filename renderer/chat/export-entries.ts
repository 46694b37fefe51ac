import type { TFunction } from 'i18next';
import type { ConversationFormat } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { report } from './problem.ts';

/** The ways a conversation can be written to a file. */
export function exportEntries(conversationId: number, t: TFunction): readonly MenuEntry[] {
  return [
    {
      kind: 'item',
      label: t('exchange.saveMarkdown'),
      icon: 'file',
      onSelect: () => void exportConversation(conversationId, 'markdown'),
    },
    {
      kind: 'item',
      label: t('exchange.saveJson'),
      icon: 'download',
      onSelect: () => void exportConversation(conversationId, 'json'),
    },
  ];
}

async function exportConversation(conversationId: number, format: ConversationFormat): Promise<void> {
  const result = await call('exchange.export', { conversationId, format });
  report(result.ok ? null : { kind: 'error', error: result.error });
}
