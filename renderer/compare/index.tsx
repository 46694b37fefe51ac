import './compare.css';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../app/commands.ts';
import { answerSentence } from '../sources/answer-words.ts';
import { Note } from '../ui/note.tsx';
import { stopAll } from './actions.ts';
import { Announcer } from './announcer.tsx';
import { Columns } from './answer-columns.tsx';
import { answersUnderWay } from './answer-state.ts';
import { FEWEST } from './columns.ts';
import { CompareBar } from './compare-bar.tsx';
import { closeComparison, followComparison, useCompare } from './compare-store.ts';
import { ComparisonFailed, TooFewSources } from './nothing-to-compare.tsx';
import { focusPrompt, Prompt } from './prompt.tsx';
import { useTargets, useWanted } from './use-targets.ts';

/** One prompt, two to four answers side by side on one scale of time. */
export default function ComparePage() {
  const { t } = useTranslation();
  const targets = useTargets();
  useWanted(targets);
  useEffect(followComparison, []);
  const { opened, problem } = useCompare();
  const answers = opened.kind === 'open' ? opened.comparison.answers : NONE;
  const busy = answersUnderWay(answers).length > 0;
  useCommand('newComparison', startAfresh);
  useCommand(
    'stopComparison',
    useCallback(() => void stopAll(), []),
  );
  const tooFew = targets.known && targets.begin.length < FEWEST && opened.kind === 'none';
  return (
    <main className="content compare-page">
      <CompareBar targets={targets} />
      {tooFew ? (
        <TooFewSources />
      ) : (
        <div className="cmp">
          <Prompt answers={answers} busy={busy} />
          {problem && (
            <Note kind="bad" live>
              {answerSentence(t, problem)} {t('chat.textKept')}
            </Note>
          )}
          {opened.kind === 'failed' ? <ComparisonFailed opened={opened} /> : <Columns answers={answers} />}
        </div>
      )}
      <Announcer answers={answers} />
    </main>
  );
}

const NONE = [] as const;

function startAfresh(): void {
  closeComparison();
  focusPrompt();
}
