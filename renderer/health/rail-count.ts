import type { HealthReport } from '../../preload/contract.ts';

/** What the button of the page shows: the network is broken, or so many services are by themselves. */
export function railCount(report: HealthReport | null): number | 'network' {
  if (!report) return 0;
  if (report.network.broken) return 'network';
  const broken = new Set(report.services.filter(({ state }) => state === 'broken').map(({ id }) => id));
  return report.services.filter(
    ({ id, explainedBy }) => broken.has(id) && (explainedBy === null || !broken.has(explainedBy)),
  ).length;
}
