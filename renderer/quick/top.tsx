import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunKind } from '../../preload/contract.ts';
import { accountOf, useApp } from '../app/store.ts';
import { count } from '../chat/time.ts';
import { useRun } from '../runs/run-store.ts';
import { IconButton } from '../ui/button.tsx';
import { DemoMark } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { keyText } from '../ui/key.tsx';
import { ask, setPinned } from './actions.ts';
import { useAskedWords, useMayAsk } from './asked.ts';
import { isRunOver } from './run-rows.ts';
import { RunSource } from './source-chip.tsx';
import { hasUnsentText, useQuick } from './store.ts';
import { TargetChip } from './target-chip.tsx';

interface TopProps {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly modelChip: RefObject<HTMLButtonElement | null>;
  /** An exchange is shown below. */
  readonly answered: boolean;
}

/** The field, the model, the pin. It is also what one drags the window by. */
export function Top({ input, modelChip, answered }: TopProps) {
  const { t } = useTranslation();
  const ofSource = useAskedWords().demo;
  const demo = useApp((state) => accountOf(state.session)?.demo ?? false) || ofSource;
  const pinned = useQuick((state) => state.pinned);
  const run = useRunShown();
  return (
    <header className="q-top">
      <Icon name="mark" />
      <div className="q-field">
        <Question input={input} answered={answered} />
        <ClipboardChip />
      </div>
      {demo && <DemoMark label={t('app.demo')} />}
      {run === null ? <TargetChip chip={modelChip} /> : run.source && <RunSource {...run.source} />}
      <IconButton
        icon="pin"
        label={t('quick.pin')}
        keys={keyText('Mod+P', t)}
        pressed={pinned}
        onClick={() => void setPinned(!pinned)}
      />
    </header>
  );
}

/** The run shown: who works on it, and whether it is still under way, when the next turn has to wait. */
function useRunShown(): { working: boolean; source: { name: string; kind: RunKind } | null } | null {
  const runId = useQuick((state) => state.runId);
  const open = useRun((state) => state.open);
  if (runId === null) return null;
  if (open.kind !== 'open') return { working: open.kind === 'loading', source: null };
  const { sourceName, kind } = open.detail.run;
  return { working: !isRunOver(open.detail), source: { name: sourceName, kind } };
}

function Question({ input, answered }: Pick<TopProps, 'input' | 'answered'>) {
  const { t } = useTranslation();
  const text = useQuick((state) => state.text);
  const handing = useQuick((state) => state.handing);
  const withClipboard = useQuick((state) => state.clipboard !== null);
  const mayAsk = useMayAsk();
  const asked = useQuick((state) => (state.asked !== null || state.runId !== null) && !hasUnsentText(state));
  const working = useRunShown()?.working ?? false;

  // The question just asked stays to be read, selected, so that the next one is typed over it.
  useEffect(() => {
    if (asked) input.current?.select();
  }, [asked, input]);

  function onKeyDown(event: KeyboardEvent): void {
    // The Enter that ends a composition belongs to the input method; Safari's old sign for it, 229, is Chromium's too.
    if (
      event.key !== 'Enter' ||
      event.shiftKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.nativeEvent.isComposing ||
      event.keyCode === 229
    )
      return;
    if (useQuick.getState().text.trim() === '') return;
    event.preventDefault();
    void ask();
  }

  return (
    <textarea
      ref={input}
      className={asked ? 'q-input asked' : 'q-input'}
      dir="auto"
      rows={1}
      value={text}
      readOnly={handing || working}
      disabled={!mayAsk}
      aria-label={t('quick.placeholder')}
      placeholder={withClipboard ? t('quick.placeholderClipboard') : t('quick.placeholder')}
      data-answered={answered}
      onChange={(event) => useQuick.setState({ text: event.currentTarget.value, problem: null })}
      onKeyDown={onKeyDown}
    />
  );
}

/** What of the clipboard goes along, and the way to leave it out. */
function ClipboardChip() {
  const { t, i18n } = useTranslation();
  const clipboard = useQuick((state) => state.clipboard);
  if (clipboard === null) return null;
  const n = clipboard.length;
  return (
    <span className="chip q-clipboard">
      <Icon name="clipboard" />
      <span className="cut" title={clipboard.slice(0, 300)}>
        {t('quick.clipboardTaken', { count: n, n: count(n, i18n.language) })}
      </span>
      <IconButton
        small
        icon="cross"
        label={t('quick.clipboardLeaveOut')}
        onClick={() => useQuick.setState({ clipboard: null })}
      />
    </span>
  );
}
