import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../preload/contract.ts';
import { MAX_MESSAGE } from '../chat/limits.ts';
import { count } from '../chat/time.ts';
import { Button, join } from '../ui/button.tsx';
import { Key } from '../ui/key.tsx';
import { startComparison, stopAll } from './actions.ts';
import { isUnderWay } from './answer-state.ts';
import { type Column, distinct } from './columns.ts';
import { useCompare } from './compare-store.ts';
import { scaleWords } from './figures.ts';
import { scaleEnd } from './scale.ts';
import { useLive } from './use-live.ts';

const FIELD = 'compare-prompt';

/** Where the writing is done. */
export function focusPrompt(): void {
  document.getElementById(FIELD)?.focus();
}

interface Props {
  readonly answers: readonly Message[];
  /** Answers are under way. */
  readonly busy: boolean;
}

/** What everybody is asked, and the button that asks them or stops them. */
export function Prompt({ answers, busy }: Props) {
  const { t, i18n } = useTranslation();
  const { prompt, columns, starting } = useCompare();
  const blocked = blockedBy(prompt, columns);
  const reasons = {
    empty: t('compare.blockedEmpty'),
    tooLong: t('chat.tooLong', { n: count(prompt.length, i18n.language), most: count(MAX_MESSAGE, i18n.language) }),
    same: t('compare.blockedSame'),
  };
  const ask = () => {
    if (blocked === null && !busy) void startComparison(prompt);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    ask();
  };
  return (
    <section className="prompt" aria-label={t('compare.prompt')} data-area="composer">
      <div className={join('field prompt-field', blocked === 'tooLong' && 'bad')}>
        <textarea
          id={FIELD}
          className="field-text prompt-text"
          dir="auto"
          aria-label={t('compare.prompt')}
          placeholder={t('compare.promptHint')}
          aria-invalid={blocked === 'tooLong' || undefined}
          // biome-ignore lint/a11y/noAutofocus: the page has one thing to write in, and nothing above it to read first.
          autoFocus
          rows={1}
          value={prompt}
          onChange={(event) => useCompare.setState({ prompt: event.currentTarget.value })}
          onKeyDown={press}
          data-area-focus
        />
      </div>
      <div className="row wrap prompt-row">
        <p className="hint num">
          {blocked === 'same' || blocked === 'tooLong' ? reasons[blocked] : <Terms answers={answers} />}
        </p>
        <span className="push" />
        {busy ? (
          <Button icon="stop" onClick={() => void stopAll()}>
            {t('compare.stopAll')} <Key accelerator="Mod+." />
          </Button>
        ) : (
          <Button
            kind="main"
            icon="send"
            busy={starting}
            disabled={blocked !== null}
            title={blocked === null ? undefined : reasons[blocked]}
            onClick={ask}
          >
            {t('compare.ask')} <Key accelerator="Enter" />
          </Button>
        )}
      </div>
      <AskedBefore prompt={prompt} />
    </section>
  );
}

/** Why the prompt cannot be asked now. */
function blockedBy(prompt: string, columns: readonly Column[]): 'empty' | 'tooLong' | 'same' | null {
  if (prompt.length > MAX_MESSAGE) return 'tooLong';
  if (distinct(columns.map(({ target }) => target)).length < columns.length) return 'same';
  return prompt.trim() === '' ? 'empty' : null;
}

/** What is the same for all columns: the prompt, the moment, the scale of their bars. */
function Terms({ answers }: { answers: readonly Message[] }) {
  const { t, i18n } = useTranslation();
  const end = useScale(answers);
  if (answers.length === 0) return t('compare.terms');
  return `${t('compare.terms')} ${t('compare.scale', { end: scaleWords(end, t, i18n.language) })}`;
}

/** The end of the scale all bars share; it grows while answers are under way. */
export function useScale(answers: readonly Message[]): number {
  const live = answers.some(({ local }) => local?.answer && isUnderWay(local.answer.state));
  return useLive(live, (now) => scaleEnd(answers, now));
}

/** Once the text in the field is another one: the question that the answers below belong to. */
function AskedBefore({ prompt }: { prompt: string }) {
  const { t } = useTranslation();
  const question = useCompare(({ opened }) => (opened.kind === 'open' ? opened.comparison.question.content : null));
  if (question === null || question.trim() === prompt.trim()) return null;
  return (
    <p className="hint cut" title={question}>
      {t('compare.answersTo', { question })}
    </p>
  );
}
