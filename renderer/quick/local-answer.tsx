import { useTranslation } from 'react-i18next';
import type { LocalAnswer, Message } from '../../preload/contract.ts';
import { AnswerFacts, Standing, Tried } from '../chat/local/answer-notes.tsx';
import { Reasoning } from '../chat/local/reasoning.tsx';
import { SpokenAnswer } from '../chat/local/spoken-answer.tsx';
import { useProblem } from '../chat/problem.ts';
import { isAnswering } from '../chat/thread-state.ts';
import { errorSentence } from '../ui/error-sentence.ts';
import { Note } from '../ui/note.tsx';
import { AnswerText } from './answer-text.tsx';

/** An answer of a source of one's own: it grows where it stands, and says how it was made once it has ended. */
export default function LocalAnswerPane({ message, answer }: { message: Message; answer: LocalAnswer }) {
  const live = isAnswering(message);
  return (
    <>
      <Reasoning text={answer.reasoning} live={live && message.content === ''} />
      {message.content !== '' && <AnswerText text={message.content} live={live} />}
      <Tried answer={answer} />
      {!live && <Standing message={message} answer={answer} />}
      <AnswerFacts answer={answer} />
      <Refusal />
      <SpokenAnswer messages={[message]} />
    </>
  );
}

/** What was pressed under the answer and could not be done. */
function Refusal() {
  const { t } = useTranslation();
  const problem = useProblem((state) => state.problem);
  if (problem?.kind !== 'error') return null;
  return (
    <Note kind="bad" live>
      {errorSentence(t, problem.error)}
    </Note>
  );
}
