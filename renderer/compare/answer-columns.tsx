import { useEffect } from 'react';
import type { Message } from '../../preload/contract.ts';
import { goOnWith } from './actions.ts';
import { AnswerColumn } from './answer-column.tsx';
import { endedAmong, hasText } from './answer-state.ts';
import { answerOf } from './columns.ts';
import { useCompare } from './compare-store.ts';
import { useScale } from './prompt.tsx';

/** The answers side by side; Alt and the number of a column goes on with it. */
export function Columns({ answers }: { answers: readonly Message[] }) {
  const columns = useCompare((state) => state.columns);
  const open = useCompare(({ opened }) => opened.kind === 'open');
  const more = !open ? 'none' : endedAmong(answers) ? 'now' : 'soon';
  const loading = useCompare(({ opened, starting }) => opened.kind === 'loading' || starting);
  const end = useScale(answers);
  useGoOnKeys(answers);
  return (
    <div className="answers" data-count={columns.length} aria-busy={loading || undefined}>
      {columns.map((column, at) => (
        <AnswerColumn
          key={column.key}
          column={column}
          place={at + 1}
          answer={answerOf(answers, column.target)}
          more={more}
          end={end}
          last={columns.length <= 2}
        />
      ))}
    </div>
  );
}

function useGoOnKeys(answers: readonly Message[]): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog:modal')) return;
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // By their place on the keyboard: with Alt, the digits are other signs on many of them.
      const place = ['Digit1', 'Digit2', 'Digit3', 'Digit4'].indexOf(event.code);
      const column = useCompare.getState().columns[place];
      const answer = column && answerOf(answers, column.target);
      if (!answer || !hasText(answer)) return;
      event.preventDefault();
      void goOnWith(answer);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [answers]);
}
