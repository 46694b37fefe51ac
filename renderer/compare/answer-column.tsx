import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../preload/contract.ts';
import { useSources } from '../sources/store.ts';
import { TargetPicker } from '../sources/target-picker.tsx';
import { targetName } from '../sources/target-words.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Key } from '../ui/key.tsx';
import { askColumn, changeColumn, copyText, goOnWith, removeColumn, stopAnswer } from './actions.ts';
import { AnswerHead } from './answer-head.tsx';
import { hasText, isUnderWay } from './answer-state.ts';
import { AnswerText } from './answer-text.tsx';
import type { Column } from './columns.ts';
import { focusPrompt } from './prompt.tsx';

interface Props {
  readonly column: Column;
  /** 1 to 4. */
  readonly place: number;
  /** `null`: not asked yet. */
  readonly answer: Message | null;
  /** Whether one more can be asked the same question: not without one, and not before anybody has answered it. */
  readonly more: 'none' | 'soon' | 'now';
  /** Of the scale all bars share, ms. */
  readonly end: number;
  /** No column can be taken away any more. */
  readonly last: boolean;
}

/** One of those asked: who, how it stands in time, what it says, and the way on. */
export const AnswerColumn = memo(function AnswerColumn({ column, place, answer, more, end, last }: Props) {
  const { t } = useTranslation();
  const sources = useSources((state) => state.sources);
  const name = answer?.local?.answer?.sourceName ?? targetName(t, column.target, sources);
  const underWay = answer?.local?.answer ? isUnderWay(answer.local.answer.state) : false;
  return (
    <section className="answer" aria-label={t('compare.columnOf', { place, name })} data-area="column">
      <header className="answer-head">
        <TargetPicker
          value={column.target}
          onChange={(target) => changeColumn(column, target)}
          label={t('compare.target')}
        />
        <span className="push" />
        {answer && underWay && (
          <IconButton
            small
            icon="stop"
            label={t('compare.stopOne', { name })}
            onClick={() => void stopAnswer(answer)}
          />
        )}
        {answer && hasText(answer) && (
          <IconButton small icon="copy" label={t('compare.copy', { name })} onClick={() => copyText(answer.content)} />
        )}
        <IconButton
          small
          icon="cross"
          label={t('compare.remove', { name })}
          title={last ? t('compare.removeLast') : undefined}
          disabled={last}
          onClick={() => {
            removeColumn(column, answer);
            focusPrompt();
          }}
        />
      </header>
      {answer ? (
        <>
          <AnswerHead message={answer} end={end} />
          <AnswerText message={answer} name={name} />
          <Foot column={column} place={place} answer={answer} underWay={underWay} />
        </>
      ) : (
        <NotAsked column={column} more={more} />
      )}
    </section>
  );
});

interface FootProps {
  readonly column: Column;
  readonly place: number;
  readonly answer: Message;
  readonly underWay: boolean;
}

/** The way on: with this answer, or with another try. */
function Foot({ column, place, answer, underWay }: FootProps) {
  const { t } = useTranslation();
  const kind = answer.local?.answer?.state.kind;
  const again = kind === 'failed' || kind === 'incomplete' || kind === 'stopped';
  const some = hasText(answer);
  return (
    <footer className="answer-foot">
      {(some || underWay) && (
        <Button
          icon="chat"
          disabled={!some}
          title={some ? undefined : t('compare.goOnEmpty')}
          onClick={() => void goOnWith(answer)}
        >
          {t('compare.goOn')}
        </Button>
      )}
      {again && (
        <Button kind={some ? 'quiet' : 'plain'} icon="retry" onClick={() => void askColumn(column)}>
          {t('compare.again')}
        </Button>
      )}
      {some && (
        <span className="push">
          <Key accelerator={`Alt+${place}`} />
        </span>
      )}
    </footer>
  );
}

/** A column whose source was not asked this question. */
function NotAsked({ column, more }: { column: Column; more: Props['more'] }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="not-asked">
      <p id={id} className="soft">
        {t('compare.notAsked')}
      </p>
      {more !== 'none' && (
        <Button
          icon="send"
          aria-describedby={id}
          disabled={more === 'soon'}
          title={more === 'soon' ? t('compare.askSoon') : undefined}
          onClick={() => void askColumn(column)}
        >
          {t('compare.askOne')}
        </Button>
      )}
    </div>
  );
}
