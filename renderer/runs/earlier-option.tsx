import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Turn } from '../../preload/contract.ts';
import { useList } from '../chat/list-store.ts';
import { call } from '../ui/bridge.ts';
import { IconButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/switch.tsx';
import { MOST_TURNS, turnsOf } from './earlier-turns.ts';
import { useRunForm } from './form-store.ts';

/** The last turns of the conversation a task comes from; none without one. */
export function useEarlier(conversationId: number | null): readonly Turn[] {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  useEffect(() => {
    setTurns([]);
    if (conversationId === null) return;
    let left = false;
    // Twice as many as are sent, for some of them are left out. Not "open": nobody looks at the conversation by this.
    const request = { conversationId, before: Number.MAX_SAFE_INTEGER, limit: 2 * MOST_TURNS };
    void call('messages.older', request).then((page) => {
      if (!left && page.ok) setTurns(turnsOf(page.value.messages));
    });
    return () => {
      left = true;
    };
  }, [conversationId]);
  return turns;
}

/** Whether the conversation goes along, said with its title; and a way to take it off again. */
export function EarlierOption({ turns }: { turns: readonly Turn[] }) {
  const { t } = useTranslation();
  const { conversationId, sendEarlier } = useRunForm();
  const chat = useList(({ conversations }) =>
    conversationId === null ? undefined : conversations.get(conversationId),
  );
  if (!chat) return null;
  const title = chat.title || t('chat.untitled');
  return (
    <div className="row earlier-option">
      <Checkbox
        label={
          turns.length > 0
            ? t('runs.sendEarlier', { count: turns.length, title })
            : t('runs.sendEarlierNone', { title })
        }
        hint={t('runs.sendEarlierHint')}
        checked={sendEarlier && turns.length > 0}
        disabled={turns.length === 0}
        onChange={(on) => useRunForm.setState({ sendEarlier: on })}
      />
      <IconButton
        className="push"
        small
        icon="cross"
        label={t('runs.dropConversation')}
        onClick={() => useRunForm.setState({ conversationId: null, sendEarlier: false })}
      />
    </div>
  );
}
