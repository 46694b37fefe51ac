import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceHealth } from '../../preload/contract.ts';
import { count, timeOfDay } from '../chat/time.ts';
import { join } from '../ui/button.tsx';
import { milliseconds } from './moments.ts';
import { latencyRows, SPARK, spark } from './plots.ts';

interface Props {
  readonly latency: ServiceHealth['latency'];
  readonly now: number;
  readonly slow: boolean;
  readonly caption: string;
}

/** The round trips of the last hour: a line for the eye, a table of ten minutes a row for the ear. */
export const Sparkline = memo(function Sparkline({ latency, now, slow, caption }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { path, last } = spark(latency, now);
  const ms = (value: number | null) => (value === null ? t('health.none') : milliseconds(value, t, language));
  return (
    <div className="spark-box">
      <svg className={join('spark', slow && 'warn')} viewBox={`0 0 ${SPARK.width} ${SPARK.height}`} aria-hidden="true">
        <path className="axis" d={`M0 ${SPARK.axis}h120`} />
        {path && <path className="line" d={path} />}
        {last && <circle cx={last.x} cy={last.y} r="2" />}
      </svg>
      <div className="vh">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('health.tableFrom')}</th>
              <th scope="col">{t('health.tableLowest')}</th>
              <th scope="col">{t('health.tableTypical')}</th>
              <th scope="col">{t('health.tableHighest')}</th>
              <th scope="col">{t('health.tableFailed')}</th>
            </tr>
          </thead>
          <tbody>
            {latencyRows(latency).map(({ from, lowest, typical, highest, failed }) => (
              <tr key={from}>
                <td>{timeOfDay(from, language)}</td>
                <td>{ms(lowest)}</td>
                <td>{ms(typical)}</td>
                <td>{ms(highest)}</td>
                <td>{count(failed, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
});
