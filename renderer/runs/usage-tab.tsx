import { useTranslation } from 'react-i18next';
import type { RunSummary, RunUsage } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';

/** The tokens a run has used, as its source reports them: a row for each model. Nothing is estimated. */
export function UsageTab({ usage, run }: { usage: readonly RunUsage[]; run: RunSummary }) {
  const { t } = useTranslation();
  if (usage.length === 0) {
    return <p className="soft">{t(run.kind === 'gateway' ? 'runs.usageGateway' : 'runs.usageNone')}</p>;
  }
  const columns: readonly { readonly head: string; readonly of: (row: RunUsage) => number | null }[] = [
    { head: t('runs.usageInput'), of: (row) => row.inputTokens },
    { head: t('runs.usageCached'), of: (row) => row.cachedInputTokens },
    { head: t('runs.usageCacheWrite'), of: (row) => row.cacheWriteInputTokens },
    { head: t('runs.usageOutput'), of: (row) => row.outputTokens },
    { head: t('runs.usageReasoning'), of: (row) => row.reasoningTokens },
    { head: t('runs.usageTotal'), of: (row) => row.totalTokens },
  ];
  return (
    <div className="usage-scroll">
      <table className="usage">
        <caption className="vh">{t('runs.usageCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('runs.factModel')}</th>
            {columns.map(({ head }) => (
              <th key={head} scope="col" className="figure">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {usage.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a model may come twice, and rows only follow each other.
            <tr key={index}>
              <th scope="row">
                <span className="mono">{row.model ?? t('runs.usageUnnamed')}</span>
                {row.provider !== null && <span className="faint"> {row.provider}</span>}
              </th>
              {columns.map(({ head, of }) => (
                <td key={head} className="figure num">
                  <Figure n={of(row)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t('runs.usageHint')}</p>
    </div>
  );
}

function Figure({ n }: { n: number | null }) {
  const { t, i18n } = useTranslation();
  return n === null ? <span className="faint">{t('runs.notReported')}</span> : count(n, i18n.language);
}
