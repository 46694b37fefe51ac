import { lazy, Suspense, useEffect } from 'react';
import type { LocalAnswer, Message } from '../../preload/contract.ts';

/** Markdown, code and formulas are not needed to type a question: they come while the answer is waited for. */
const loadAnswerText = () => import('./answer-text.tsx').then(({ AnswerText }) => ({ default: AnswerText }));
const AnswerText = lazy(loadAnswerText);
const loadLocal = () => import('./local-answer.tsx');
const LocalAnswerPane = lazy(loadLocal);

/** Has the part that shows answers loaded before there is one. */
export function useAnswerText(): void {
  useEffect(() => {
    void loadAnswerText();
    void loadLocal();
  }, []);
}

/** An answer of a source of one's own, all of it; its plain text until that can be shown. */
export function AnswerOfSource({ message, answer }: { message: Message; answer: LocalAnswer }) {
  return (
    <Suspense fallback={<p className="q-plain">{message.content}</p>}>
      <LocalAnswerPane message={message} answer={answer} />
    </Suspense>
  );
}

/** The text of an answer as Markdown; as plain text until that can be shown. */
export function Answer({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="q-plain">{text}</p>}>
      <AnswerText text={text} />
    </Suspense>
  );
}
