import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../ui/bridge.ts';
import { createDraftSaver, type DraftSaver } from './draft.ts';

export interface Draft {
  readonly text: string;
  readonly setText: (change: (now: string) => string) => void;
  /** Saves at once, e.g. when the window loses the focus. */
  readonly flush: () => void;
}

/** The unsent text of one conversation: restored when it is opened, kept by main while it is written. */
export function useDraft(conversationId: number): Draft {
  const [text, setState] = useState('');
  const latest = useRef('');
  const saver = useRef<DraftSaver | null>(null);

  const setText = useCallback((change: (now: string) => string) => {
    latest.current = change(latest.current);
    setState(latest.current);
    saver.current?.change(latest.current);
  }, []);
  const flush = useCallback(() => saver.current?.flush(), []);

  // The window closes for good, or its page is loaded again: there is no later.
  useEffect(() => {
    addEventListener('pagehide', flush);
    return () => removeEventListener('pagehide', flush);
  }, [flush]);

  useEffect(() => {
    let left = false;
    const save = (draft: string) => void call('conversations.saveDraft', { id: conversationId, text: draft });
    void call('conversations.draft', { id: conversationId }).then((reply) => {
      if (left) return;
      const kept = reply.ok ? reply.value.text : '';
      saver.current = createDraftSaver(kept, save, after);
      // Typed before the draft was there: it goes on behind it.
      if (kept !== '' || latest.current !== '') setText((now) => kept + now);
    });
    return () => {
      left = true;
      if (saver.current) saver.current.flush();
      else if (latest.current !== '') save(latest.current);
      saver.current = null;
    };
  }, [conversationId, setText]);

  return { text, setText, flush };
}

function after(ms: number, fn: () => void): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}
