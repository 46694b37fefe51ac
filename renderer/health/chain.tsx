import { useTranslation } from 'react-i18next';
import type { HealthLink, ServiceHealth } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { exactTime } from '../runs/time.ts';
import { join } from '../ui/button.tsx';
import { faultOf } from '../ui/fault.ts';
import { Sign } from '../ui/icon.tsx';
import { plainAddress } from './administrator-text.ts';
import { milliseconds, untilWords } from './moments.ts';
import { briefOf } from './sentences.ts';
import { linkFault, linkName, linkSign, verdictWord } from './service-words.ts';

/** A service unfolded: its links in their order, and when it last worked, failed and will be asked again. */
export function Chain({ service, id }: { service: ServiceHealth; id: string }) {
  const { t } = useTranslation();
  return (
    <div className="chain" id={id}>
      <ol aria-label={t('health.links', { name: service.name })}>
        {service.links.map((link) => (
          <Link key={link.name} link={link} service={service} />
        ))}
      </ol>
      <Times service={service} />
    </div>
  );
}

function Link({ link, service }: { link: HealthLink; service: ServiceHealth }) {
  const { t, i18n } = useTranslation();
  const broken = link.verdict === 'broken';
  const idle = link.verdict === 'notChecked' || link.verdict === 'notNeeded';
  return (
    <li className={join('link', broken && 'broken', idle && 'faint')}>
      <Sign name={linkSign(link)} />
      <span className="link-name">
        {linkName(link.name, t)}
        {!idle && <span className="vh">{verdictWord(link, t)}</span>}
      </span>
      <span className="link-what">
        <LinkText link={link} service={service} />
      </span>
      <span className="num faint">{link.ms === null ? '' : milliseconds(link.ms, t, i18n.language)}</span>
    </li>
  );
}

/** The fact of a link that holds; the fault of one that does not, its technical words second. */
function LinkText({ link, service }: { link: HealthLink; service: ServiceHealth }) {
  const { t } = useTranslation();
  switch (link.verdict) {
    case 'good':
      return link.fact;
    case 'slow':
      return (
        <>
          <b className="is-warn">{t('health.slowLink')}</b> {link.fact}
        </>
      );
    case 'broken':
      return (
        <>
          <b className="is-bad">{t('health.sentence', { what: linkFault(link, service.kind, t) })}</b> {link.fact}{' '}
          {link.error && <span className="mono faint">{link.error.message}</span>}
        </>
      );
    case 'notNeeded':
      return t('health.notNeeded');
    case 'notChecked':
      return <NotChecked link={link} service={service} />;
  }
}

/** Why a link was not checked, said once for all that come after the broken one. */
function NotChecked({ link, service: { links, broken } }: { link: HealthLink; service: ServiceHealth }) {
  const { t } = useTranslation();
  const at = links.findIndex(({ name }) => name === broken);
  const after = at < 0 ? 0 : links.indexOf(link) - at;
  // What comes before a broken link may not have been learnt either, but not because of it.
  if (after <= 0) return t('health.notLearnt');
  return after === 1 ? t('health.notCheckedAfter') : <span className="vh">{t('health.notChecked')}</span>;
}

function Times({ service }: { service: ServiceHealth }) {
  const { t, i18n } = useTranslation();
  const now = useNow(1000);
  const time = (at: number) => exactTime(at, now, i18n.language);
  const { state, since, lastGoodAt, lastError, nextAt, checking, version, address } = service;
  return (
    <dl className="last">
      <Row label={t('health.lastGood')}>{lastGoodAt === null ? t('health.never') : time(lastGoodAt)}</Row>
      {state === 'broken' && <Row label={t('health.firstFailure')}>{time(since)}</Row>}
      {state !== 'broken' && lastError && (
        <Row label={t('health.lastFailure')}>
          {t('health.failureAt', {
            time: time(lastError.at),
            what: briefOf(faultOf(null, lastError.error, service.kind), t),
          })}
        </Row>
      )}
      <Row label={t('health.nextCheck')}>
        {checking ? t('health.underWay') : nextAt === null ? t('health.none') : untilWords(nextAt, now, t)}
      </Row>
      {version !== null && version !== '' && <Row label={t('health.version')}>{version}</Row>}
      <Row label={t('health.address')} narrow>
        <span className="mono">{plainAddress(address)}</span>
      </Row>
    </dl>
  );
}

/** `narrow`: shown only where the row above has no room for it. */
function Row({ label, narrow = false, children }: { label: string; narrow?: boolean; children: React.ReactNode }) {
  return (
    <div className={join('last-row', narrow && 'only-narrow')}>
      <dt>{label}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
