import { lazy, Suspense, useEffect } from 'react';

/** Markdown, code and formulas are not needed to type a question: they come while the answer is waited for. */
const loadAnswerText = () => import('./answer-text.tsx').then(({ AnswerText }) => ({ default: AnswerText }));
const AnswerText = lazy(loadAnswerText);

/** Has the part that shows answers loaded before there is one. */
export function useAnswerText(): void {
  useEffect(() => {
    void loadAnswerText();
  }, []);
}

/** The text of an answer as Markdown; as plain text until that can be shown. */
export function Answer({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="q-plain">{text}</p>}>
      <AnswerText text={text} />
    </Suspense>
  );
}
