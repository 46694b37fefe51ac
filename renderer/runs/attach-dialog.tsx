import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { selectConversation } from '../chat/actions.ts';
import { useList } from '../chat/list-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SearchField } from '../ui/field.tsx';
import { contains } from '../ui/fold.ts';
import { attachRun } from './actions.ts';

/** As many conversations as one reads through; the search finds the others. */
const MOST = 8;

/** Chooses the conversation whose draft the result goes to. Nothing is sent. */
export function AttachDialog({ run, onClose }: { run: RunSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const conversations = useList((state) => state.conversations);
  const [query, setQuery] = useState('');
  const offered = useMemo(
    () =>
      [...conversations.values()]
        .filter((each) => each.presence === 'here' && !each.hidden && contains(each.title, query))
        .sort(
          (a, b) => Number(b.id === run.conversationId) - Number(a.id === run.conversationId) || b.lastAt - a.lastAt,
        )
        .slice(0, MOST),
    [conversations, query, run.conversationId],
  );
  const choose = async (id: number) => {
    onClose();
    // A composer on screen keeps its own text: it saves it, and reads the draft again when it is shown again.
    if (useList.getState().selected === id) flushSync(() => useList.setState({ selected: null }));
    if (await attachRun(run.id, id)) selectConversation(id, null);
  };
  return (
    <Dialog title={t('runs.attachTitle')} onClose={onClose}>
      <p>{t('runs.attachText')}</p>
      <SearchField
        label={t('runs.attachFind')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {offered.length === 0 && <p className="soft">{t('runs.attachNone')}</p>}
      <ul className="attach-list">
        {offered.map((each) => (
          <li key={each.id}>
            <Button kind="quiet" icon="chat" className="attach-choice" onClick={() => void choose(each.id)}>
              <span className="cut">{each.title || t('chat.untitled')}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
