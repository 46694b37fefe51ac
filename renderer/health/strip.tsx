import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceHealth } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { sinceWords } from './moments.ts';
import { type BarKind, barKind, STRIP, stretches } from './plots.ts';

interface Props {
  readonly day: ServiceHealth['day'];
  /** Any moment of the last half hour. */
  readonly now: number;
  readonly caption: string;
}

/** The last 24 hours in half hours: bars for the eye, a table of what was alike in a row for the ear. */
export const Strip = memo(function Strip({ day, now, caption }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const words = {
    up: t('health.good'),
    mid: t('health.slowBar'),
    down: t('health.failed'),
    na: t('health.notMeasured'),
  };
  return (
    <div className="strip-box">
      <svg className="day-strip" viewBox={`0 0 ${STRIP.width} ${STRIP.height}`} aria-hidden="true">
        {day.map((half, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a half hour is its place.
          <Bar key={index} kind={barKind(half)} x={index * STRIP.step} />
        ))}
      </svg>
      <div className="vh">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('health.tableFrom')}</th>
              <th scope="col">{t('health.tableTo')}</th>
              <th scope="col">{t('health.tableState')}</th>
              <th scope="col">{t('health.tableGood')}</th>
              <th scope="col">{t('health.tableSlow')}</th>
              <th scope="col">{t('health.tableFailed')}</th>
            </tr>
          </thead>
          <tbody>
            {stretches(day, now).map(({ from, to, kind, good, slow, broken }) => (
              <tr key={from}>
                <td>{sinceWords(from, now, t, language)}</td>
                <td>{sinceWords(Math.min(to, now), now, t, language)}</td>
                <td>{words[kind]}</td>
                <td>{count(good, language)}</td>
                <td>{count(slow, language)}</td>
                <td>{count(broken, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
});

/** One half hour. Its shape tells what it was, without its colour. */
export function Bar({ kind, x }: { kind: BarKind; x: number }) {
  const box = { x, width: STRIP.bar, rx: 1 };
  switch (kind) {
    case 'up':
      return <rect className="up" {...box} y="4" height="12" />;
    case 'mid':
      return <rect className="mid" {...box} y="9" height="7" />;
    case 'down':
      return (
        <>
          <rect className="down" {...box} y="1" height="7" />
          <rect className="down" {...box} y="12" height="7" />
        </>
      );
    case 'na':
      return <rect className="na" x={x} width={STRIP.bar} y="15" height="1" />;
  }
}
