import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceHealth } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { join } from '../ui/button.tsx';
import { DemoMark } from '../ui/chip.tsx';
import { Icon, Sign } from '../ui/icon.tsx';
import { plainAddress, shownAddress } from './administrator-text.ts';
import { Chain } from './chain.tsx';
import { milliseconds, percent } from './moments.ts';
import { share } from './plots.ts';
import { moveByKey } from './row-keys.ts';
import { signOf, stateLine } from './service-words.ts';
import { Sparkline } from './sparkline.tsx';
import { Strip } from './strip.tsx';
import { toggle } from './unfolded.ts';

interface Props {
  readonly service: ServiceHealth;
  readonly open: boolean;
  /** It fails because of something that is told elsewhere. */
  readonly folded: boolean;
}

const MINUTE = 60_000;

/** One service: how it stands, where it is, how fast it answers, how it did in the last hour and day. */
export const ServiceRow = memo(function ServiceRow({ service, open, folded }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const now = useNow(MINUTE);
  const id = useId();
  const { name, address, demo, latencyMs } = service;
  const line = stateLine(service, now, t, language);
  const up = share(service.day);
  return (
    <>
      <div className="svc-row">
        <button
          type="button"
          className="svc-toggle"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          data-service={service.id}
          onClick={() => toggle(service.id, !open)}
          onKeyDown={moveByKey}
        >
          <Icon name={open ? 'down' : 'right'} />
          <Sign name={signOf(service, folded)} />
          <span className="svc-name">
            <span className="row">
              <span className="strong cut" dir="auto" title={name}>
                {name}
              </span>
              {demo && <DemoMark label={t('app.demo')} />}
            </span>
            <span className="small soft cut" title={line}>
              {line}
            </span>
          </span>
        </button>
        <span className="svc-addr mono faint cut" title={plainAddress(address)}>
          {shownAddress(address)}
        </span>
        <span className="lat num">
          <span className="vh">{t('health.now')}</span>
          {latencyMs === null ? t('health.none') : milliseconds(latencyMs, t, language)}
        </span>
        <Sparkline
          latency={service.latency}
          now={Math.max(now, service.checkedAt ?? 0)}
          slow={service.state === 'slow'}
          caption={t('health.hourOf', { name })}
        />
        <Strip day={service.day} now={now} caption={t('health.dayOf', { name })} />
        <span className={join('pct num', up === null && 'faint')}>
          <span className="vh">{t('health.up')}</span>
          {up === null ? t('health.none') : percent(up, language)}
        </span>
      </div>
      {open && <Chain service={service} id={id} />}
    </>
  );
});
