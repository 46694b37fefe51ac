import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { accountOf, useApp } from '../app/store.ts';
import { followList } from '../chat/list-store.ts';
import { followModels } from '../chat/models-store.ts';
import { followMessages, useThread } from '../chat/thread-store.ts';
import { followRun, useRun } from '../runs/run-store.ts';
import { followSources } from '../sources/store.ts';
import { call, on } from '../ui/bridge.ts';
import { somethingIsOpen } from '../ui/popover.ts';
import {
  copyText,
  currentExchange,
  goOn,
  hide,
  openMain,
  refreshTarget,
  setPinned,
  shown,
  startAfresh,
  stop,
  takeClipboard,
} from './actions.ts';
import { answerRun, giveToAgent, goOnWithRun, openRunInMain, shownRun, stopRun } from './agent.ts';
import { AnswerPane } from './answer.tsx';
import { useMayAsk } from './asked.ts';
import { compareText } from './compare.ts';
import { type Exchange, isUnderWay, phaseOf } from './exchange.ts';
import { Foot } from './foot.tsx';
import { Home, recentOf } from './home.tsx';
import { type QuickKey, quickKey } from './keys.ts';
import { NobodyToAsk } from './nobody-to-ask.tsx';
import { RunFoot } from './run-foot.tsx';
import { RunPane } from './run-pane.tsx';
import { answerOfRun, isRunOver } from './run-rows.ts';
import { hasUnsentText, useQuick } from './store.ts';
import { Top } from './top.tsx';

/** The quick window: the question at the top, its answer or what to begin with below, state and keys at the foot. */
export function Quick() {
  const { t } = useTranslation();
  const mayAsk = useMayAsk();
  const input = useRef<HTMLTextAreaElement>(null);
  const modelChip = useRef<HTMLButtonElement>(null);
  const exchange = useExchange();
  const runId = useQuick((state) => state.runId);
  useAccount(mayAsk, input);
  useShown(input);
  useKeys(exchange, modelChip);
  useSeen(exchange);
  useRunSeen(runId);

  return (
    <main className="quick" aria-label={t('quick.label')}>
      <h1 className="vh">{t('quick.label')}</h1>
      <Top input={input} modelChip={modelChip} answered={exchange !== null || runId !== null} />
      {!mayAsk ? <NobodyToAsk /> : <Middle exchange={exchange} runId={runId} input={input} />}
      {runId === null ? <Foot exchange={exchange} /> : <RunFoot />}
    </main>
  );
}

interface MiddleProps {
  readonly exchange: Exchange | null;
  readonly runId: number | null;
  readonly input: RefObject<HTMLTextAreaElement | null>;
}

function Middle({ exchange, runId, input }: MiddleProps) {
  if (runId !== null) return <RunPane key={runId} />;
  return exchange ? <AnswerPane exchange={exchange} /> : <Home input={input} />;
}

function useExchange(): Exchange | null {
  const state = useQuick();
  const thread = useThread((store) => store.thread);
  return currentExchange(state, thread);
}

/** Stands for what is kept here while nobody is signed in. */
const NOBODY = -1;

/** Follows the conversations there are; another account starts with an empty window. */
function useAccount(mayAsk: boolean, input: RefObject<HTMLTextAreaElement | null>): void {
  const owner = useApp(({ session }) => (session.kind === 'starting' ? null : (accountOf(session)?.id ?? NOBODY)));
  useEffect(() => {
    if (owner === null) return;
    const stops = [followList(), followMessages(), followModels(), followSources(), followRun()];
    void refreshTarget();
    return () => {
      for (const each of stops) each();
      startAfresh('');
    };
  }, [owner]);
  useEffect(() => {
    // The field could not take the caret while there was nobody to ask, and the window may be up already.
    if (mayAsk && document.hasFocus()) input.current?.focus();
  }, [mayAsk, input]);
}

function useShown(input: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const stopListening = on('quickShown', ({ text }) => {
      shown(text);
      input.current?.focus();
      // The person may have begun to type before this arrived: what is unsent must not be typed over.
      if (!hasUnsentText(useQuick.getState())) input.current?.select();
    });
    void call('app.ready', null);
    return stopListening;
  }, [input]);
}

function useKeys(exchange: Exchange | null, modelChip: RefObject<HTMLButtonElement | null>): void {
  const platform = useApp((state) => state.info.platform);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || somethingIsOpen()) return;
      const key = quickKey(event, platform);
      const done = key && (performOnRun(key, event.repeat) ?? perform(key, exchange, modelChip.current));
      if (!done) return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [exchange, platform, modelChip]);
}

/**
 * What a key does while a run is shown; `null` when it does there what it does anywhere. A key held down answers
 * nothing: it was pressed before the question was read.
 */
function performOnRun(key: QuickKey, repeated: boolean): boolean | null {
  if (useQuick.getState().runId === null) return null;
  const detail = shownRun();
  switch (key.kind) {
    case 'agent':
      if (repeated || answerRun('approve')) return true;
      void goOnWithRun();
      return true;
    case 'refuse':
      return !repeated && answerRun('refuse');
    case 'stop':
      void stopRun();
      return true;
    case 'main':
      openRunInMain();
      return true;
    case 'copy': {
      const answer = detail ? answerOfRun(detail) : '';
      if (answer === '' || somethingIsSelected()) return false;
      copyText(answer);
      return true;
    }
    case 'model':
    case 'clipboard':
    case 'goOn':
      return false;
    case 'hide':
    case 'pin':
    case 'new':
    case 'compare':
      return null;
  }
}

/** Does what the key says; false leaves the press to the browser. */
function perform(key: QuickKey, exchange: Exchange | null, modelChip: HTMLButtonElement | null): boolean {
  const answer = exchange?.answer ?? null;
  switch (key.kind) {
    case 'hide':
      hide();
      return true;
    case 'model':
      modelChip?.click();
      return true;
    case 'pin':
      void setPinned(!useQuick.getState().pinned);
      return true;
    case 'new':
      startAfresh('');
      void refreshTarget();
      return true;
    case 'main':
      openMain(answer?.id ?? exchange?.question.id ?? null);
      return true;
    case 'stop':
      if (!exchange || !isUnderWay(phaseOf(exchange))) return false;
      stop(exchange);
      return true;
    case 'clipboard':
      void takeClipboard();
      return true;
    case 'copy':
      if (!answer || answer.content === '' || somethingIsSelected()) return false;
      copyText(answer.content);
      return true;
    case 'agent':
      void giveToAgent();
      return true;
    case 'compare':
      void compareText();
      return true;
    case 'refuse':
      return false;
    case 'goOn': {
      const conversation = recentOf()[key.place];
      if (!conversation) return false;
      void goOn(conversation.id);
      return true;
    }
  }
}

/** Whether copying has something of its own to copy. The asked question, selected to be typed over, does not count. */
function somethingIsSelected(): boolean {
  const element = document.activeElement;
  if (element instanceof HTMLTextAreaElement && element.value !== useQuick.getState().askedText) {
    return element.selectionStart !== element.selectionEnd;
  }
  return getSelection()?.type === 'Range' && !(element instanceof HTMLTextAreaElement);
}

/** Remembers that the answer has been on screen: it is read, and the next showing may put it away. */
function useSeen(exchange: Exchange | null): void {
  const answer = exchange && !isUnderWay(phaseOf(exchange)) ? exchange.answer : null;
  const { id, conversationId, order } = answer ?? { id: null, conversationId: 0, order: 0 };
  useEffect(() => {
    if (id === null) return;
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      useQuick.setState({ seen: true });
      void call('conversations.read', { id: conversationId, upTo: order });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [id, conversationId, order]);
}

/** Tells main what is in front, and remembers that the end of a run has been on screen. */
function useRunSeen(runId: number | null): void {
  const over = useRun(({ open }) => open.kind === 'open' && isRunOver(open.detail));
  useEffect(() => {
    void call('app.page', { page: runId === null ? 'chat' : 'runs' });
  }, [runId]);
  useEffect(() => {
    if (!over || runId === null) return;
    const look = () => {
      if (document.visibilityState === 'visible') useQuick.setState({ seen: true });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [over, runId]);
}
