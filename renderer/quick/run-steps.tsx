import { useTranslation } from 'react-i18next';
import { momentWords } from '../runs/moments.ts';
import { span } from '../runs/time.ts';
import { Sign } from '../ui/icon.tsx';
import { plainLine } from '../ui/plain-line.ts';
import type { RunRow } from './run-rows.ts';

/** Lines at most; what came before them is in the main window. */
const SHOWN = 40;

/** What the agent has done, one line each: sign, words, tools, time. */
export function RunSteps({ rows }: { rows: readonly RunRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  const hidden = rows.length - SHOWN;
  return (
    <>
      {hidden > 0 && <p className="small soft q-earlier">{t('quick.earlierSteps', { count: hidden })}</p>}
      <ol className="q-steps" aria-label={t('quick.steps')}>
        {rows.slice(-SHOWN).map((row) => (
          <Step key={row.key} row={row} />
        ))}
      </ol>
    </>
  );
}

function Step({ row: { sign, name, tools, ms } }: { row: RunRow }) {
  const { t, i18n } = useTranslation();
  const words = name === null ? '' : typeof name === 'string' ? plainLine(name) : momentWords(name.moment, t);
  return (
    <li className="q-step">
      <Sign name={sign} />
      {words !== '' && (
        <span className="cut" title={words}>
          {words}
        </span>
      )}
      {tools.length > 0 && <span className="mono soft cut q-tools">{tools.map(toolText).join(', ')}</span>}
      {ms !== null && <span className="push num faint">{span(ms, t, i18n.language)}</span>}
    </li>
  );
}

function toolText({ name, count }: RunRow['tools'][number]): string {
  const line = plainLine(name.slice(0, 200));
  return count > 1 ? `${line} × ${count}` : line;
}
