import { useTranslation } from 'react-i18next';
import type { HealthReport, ServiceHealth } from '../../preload/contract.ts';
import { Icon, Sign } from '../ui/icon.tsx';
import { causesOf, groupsOf } from './causes.ts';
import { moveByKey } from './row-keys.ts';
import { ServiceRow } from './service-row.tsx';
import { toggle, useUnfolded } from './unfolded.ts';

/** Every service in the order of the report; what only waits for another is folded under it. */
export function ServiceList({ report }: { report: HealthReport }) {
  const { t } = useTranslation();
  const unfolded = useUnfolded();
  const { network, groups } = groupsOf(report);
  // What the first card speaks of is unfolded by itself: the chain is the proof of its sentence.
  const first = causesOf(report)[0]?.id;
  const isOpen = (id: string) => unfolded[id] ?? id === first;
  return (
    <>
      <div className="svc-head label" aria-hidden="true">
        <span className="h-name">{t('health.service')}</span>
        <span className="h-lat">{t('health.now')}</span>
        <span className="h-spark">{t('health.lastHour')}</span>
        <span className="h-strip">
          <span>{t('health.dayAgo')}</span>
          <span>{t('health.dayEnd')}</span>
        </span>
        <span className="h-pct">{t('health.up')}</span>
      </div>
      <ul className="svcs" aria-label={t('health.services')}>
        {network.length > 0 && (
          <li className="svc">
            <Consequences of="network" services={network} />
          </li>
        )}
        {groups.map(({ service, consequences }) => (
          <li key={service.id} className={isOpen(service.id) ? 'svc open' : 'svc'}>
            <ServiceRow service={service} open={isOpen(service.id)} folded={false} />
            {consequences.length > 0 && <Consequences of={service.id} services={consequences} />}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Services that fail because of another one, or of the network: one line, and their rows when it is unfolded. */
function Consequences({ of, services }: { of: string; services: readonly ServiceHealth[] }) {
  const { t } = useTranslation();
  const unfolded = useUnfolded();
  const id = `${of} consequences`;
  const open = unfolded[id] ?? false;
  const count = services.length;
  const words = of === 'network' ? t('health.waitForNetwork', { count }) : t('health.waitForThis', { count });
  return (
    <>
      <button
        type="button"
        className="svc-fold"
        aria-expanded={open}
        onClick={() => toggle(id, !open)}
        onKeyDown={moveByKey}
      >
        <Icon name={open ? 'down' : 'right'} />
        <Sign name="offline" />
        <span className="small soft">{words}</span>
      </button>
      {open && (
        <ul className="svcs-under">
          {services.map((service) => (
            <li key={service.id} className={unfolded[service.id] ? 'svc open' : 'svc'}>
              <ServiceRow service={service} open={unfolded[service.id] ?? false} folded />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
