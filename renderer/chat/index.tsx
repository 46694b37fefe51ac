import './list.css';
import './thread.css';
import './composer.css';
import { useEffect } from 'react';
import type { Account } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { followSources } from '../sources/store.ts';
import { ListPane } from './list-pane.tsx';
import { followList, useList } from './list-store.ts';
import { followModels } from './models-store.ts';
import { NewConversationHost } from './new-conversation.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { closeThread, followMessages } from './thread-store.ts';

/** Conversations on the left, the open one on the right. `inert`: another page lies over it. */
export function ChatPage({ account, inert }: { account: Account; inert: boolean }) {
  const listOpen = useApp((state) => state.listOpen);
  const nothingOpen = useList((state) => state.selected === null);
  useEffect(() => {
    const stops = [followList(), followMessages(), followModels(), followSources()];
    return () => {
      for (const stop of stops) stop();
      closeThread();
    };
  }, []);
  return (
    <main
      className="chat"
      data-list={nothingOpen ? 'alone' : listOpen ? 'open' : 'folded'}
      inert={inert}
      onPointerDown={(event) => {
        if (listOpen && event.target instanceof Element && !event.target.closest('.list')) foldList();
      }}
      onKeyDown={(event) => {
        if (listOpen && event.key === 'Escape' && !event.defaultPrevented) foldList();
      }}
    >
      <ListPane account={account} />
      <ThreadPane account={account} />
      <NewConversationHost />
    </main>
  );
}

/** In a narrow window the list lies over the thread: a press beside it or Esc folds it away. */
function foldList(): void {
  useApp.setState({ listOpen: false });
}
