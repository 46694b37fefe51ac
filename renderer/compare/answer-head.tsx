import { useTranslation } from 'react-i18next';
import type { LocalAnswer, Message } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { join } from '../ui/button.tsx';
import { Sign } from '../ui/icon.tsx';
import { isUnderWay } from './answer-state.ts';
import { costWords, fixed, seconds, tokensPerSecond } from './figures.ts';
import { BAR, barParts, lasted } from './scale.ts';
import { signOf, stateWords } from './sentences.ts';
import { useLive } from './use-live.ts';

interface Props {
  readonly message: Message;
  /** Of the scale all bars share, ms. */
  readonly end: number;
}

/** How an answer stands: in words, as a bar in time, in figures. */
export function AnswerHead({ message, end }: Props) {
  const answer = message.local?.answer;
  if (!answer) return null;
  return (
    <div className="answer-facts">
      <StateLine message={message} answer={answer} />
      <Timing message={message} answer={answer} end={end} />
      <Figures answer={answer} />
    </div>
  );
}

function StateLine({ message, answer }: { message: Message; answer: LocalAnswer }) {
  const { t, i18n } = useTranslation();
  const { state } = answer;
  // In the tenths it is shown in, so that no more is drawn than changes.
  const tenths = useLive(isUnderWay(state), (now) => Math.floor((lasted(message, now) ?? -100) / 100));
  return (
    <div className="answer-state">
      <Sign name={signOf(state)} />
      <span className="num">{stateWords(state, tenths < 0 ? null : tenths * 100, t, i18n.language)}</span>
      {message.modelUsed !== null && (
        <span className="push small soft cut" title={message.modelUsed}>
          {t('chat.answeredBy')} <span className="mono">{message.modelUsed}</span>
        </span>
      )}
    </div>
  );
}

/** For the eye: thin until the first word, thick from there. The figures below say the same. */
function Timing({ message, answer, end }: { message: Message; answer: LocalAnswer; end: number }) {
  const live = isUnderWay(answer.state);
  const now = useLive(live, (at) => Math.floor(at / 100) * 100);
  const { wait, flow } = barParts(message, now, end);
  return (
    <svg className="timing" viewBox={`0 0 ${BAR} 10`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="base" x="0" y="4.5" width={BAR} height="1" />
      <rect className="wait" x="0" y="3" width={wait} height="4" />
      <rect className={join('flow', flowLook(answer))} x={wait} y="1" width={flow} height="8" />
    </svg>
  );
}

function flowLook({ state }: LocalAnswer): string {
  if (isUnderWay(state)) return 'live';
  return state.kind === 'complete' ? '' : 'part';
}

function Figures({ answer }: { answer: LocalAnswer }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { firstMs, totalMs, tokens, cost } = answer;
  const pace = tokensPerSecond(answer);
  const time = (ms: number | null) => (ms === null ? null : seconds(ms, 2, t, language));
  const figures = [
    { name: t('compare.firstWord'), value: time(firstMs) },
    { name: t('compare.total'), value: time(totalMs) },
    { name: t('compare.tokens'), value: tokens.output === null ? null : count(tokens.output, language) },
    { name: t('compare.perSecond'), value: pace === null ? null : fixed(pace, 1, language) },
    { name: t('compare.cost'), value: cost === null ? null : costWords(cost, t, language) },
  ];
  return (
    <dl className="figures num">
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <Unknown />}</dd>
        </div>
      ))}
    </dl>
  );
}

const DASH = '–';

/** A dash for the eye, a word for the ear. */
function Unknown() {
  const { t } = useTranslation();
  return (
    <>
      <span aria-hidden="true">{DASH}</span>
      <span className="vh">{t('compare.unknown')}</span>
    </>
  );
}
