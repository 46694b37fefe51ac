import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { QuestionTimes } from '../../../preload/contract.ts';
import { timeOfDay } from '../../chat/time.ts';
import { milliseconds } from '../../health/moments.ts';
import { span } from '../../runs/time.ts';
import { BAR, PARTS, type Part, piecesOf } from './diagnostics-bars.ts';

/** The last questions as bars, with the figures in words: each row says the same to the eye and to the ear. */
export function QuestionBars({ questions }: { questions: readonly QuestionTimes[] }) {
  const { t } = useTranslation();
  if (questions.length === 0) return <p className="soft">{t('diagnostics.noQuestions')}</p>;
  const longest = Math.max(...questions.map(({ total }) => total));
  return (
    <>
      <Legend />
      <div className="diag-scroll">
        <table className="diag-times num">
          <caption className="vh">{t('diagnostics.questions')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('diagnostics.asked')}</th>
              <th scope="col">{t('diagnostics.parts')}</th>
              <th scope="col">{t('diagnostics.inAll')}</th>
            </tr>
          </thead>
          <tbody>
            {questions.map((question, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two questions may have been asked in one millisecond.
              <Row key={index} question={question} longest={longest} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ question, longest }: { question: QuestionTimes; longest: number }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const pieces = piecesOf(question, longest);
  const figures = pieces.map(({ part, ms }) =>
    t('diagnostics.line', { label: partName(part, t), value: time(ms, t, language) }),
  );
  return (
    <tr>
      <th scope="row">
        {timeOfDay(question.askedAt, language)}
        <span className="faint small">
          {question.from === 'quick' ? t('diagnostics.fromQuick') : t('diagnostics.fromMain')}
        </span>
      </th>
      <td>
        <svg
          className="diag-bar"
          viewBox={`0 0 ${BAR.width} ${BAR.height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {pieces.map(({ part, x, width }) => (
            <rect key={part} className={part} x={x} width={width} height={BAR.height} />
          ))}
        </svg>
        <span className="soft small">
          {figures.join(' · ')}
          {question.outcome !== 'answered' && <Outcome failed={question.outcome === 'failed'} />}
        </span>
      </td>
      <td className="diag-total">{time(question.total, t, language)}</td>
    </tr>
  );
}

function Outcome({ failed }: { failed: boolean }) {
  const { t } = useTranslation();
  return <span className="diag-outcome">{failed ? t('diagnostics.failed') : t('diagnostics.open')}</span>;
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className="diag-legend small soft" aria-hidden="true">
      {PARTS.map((part) => (
        <li key={part}>
          <svg className="diag-key" viewBox="0 0 8 8" aria-hidden="true">
            <rect className={part} width="8" height="8" rx="1" />
          </svg>
          {partName(part, t)}
        </li>
      ))}
    </ul>
  );
}

function partName(part: Part, t: TFunction): string {
  switch (part) {
    case 'opening':
      return t('diagnostics.opening');
    case 'sending':
      return t('diagnostics.sending');
    case 'waiting':
      return t('diagnostics.waiting');
    case 'receiving':
      return t('diagnostics.receiving');
    case 'drawing':
      return t('diagnostics.drawing');
  }
}

function time(ms: number, t: TFunction, language: string): string {
  return ms < 1000 ? milliseconds(Math.round(ms), t, language) : span(ms, t, language);
}
