import { lazy, Suspense } from 'react';
import type { HealthReport } from '../../preload/contract.ts';
import { useHealth } from './health-store.ts';

const CauseLine = lazy(() => import('./cause-line.tsx'));

interface KnownCauseProps {
  /** Id of the service something was sent to; `account` is the account's server. */
  readonly of: string;
  /** The sentence of the cause stands before its remedy; left out, only what can be done is shown. */
  readonly told?: boolean;
}

/**
 * What the health page knows to be behind something that could not be sent, with the same sentence and the same remedy.
 * Nothing while it knows of none.
 */
export function KnownCause({ of, told = false }: KnownCauseProps) {
  const serviceId = useHealth(({ report }) => report && brokenId(report, of));
  if (serviceId === null) return null;
  return (
    <Suspense fallback={null}>
      <CauseLine serviceId={serviceId} told={told} />
    </Suspense>
  );
}

/** The service that was asked, where something is known to be wrong with the way to it. */
function brokenId({ services, network }: HealthReport, of: string): string | null {
  const service = services.find(({ id, kind }) => (of === 'account' ? kind === 'halext' : id === of));
  if (!service) return null;
  return service.state === 'broken' || (network.broken && service.explainedBy === 'network') ? service.id : null;
}
