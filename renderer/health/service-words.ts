import type { TFunction } from 'i18next';
import type { HealthLink, LinkName, ServiceHealth, ServiceKind } from '../../preload/contract.ts';
import { faultOf } from '../ui/fault.ts';
import type { SignName } from '../ui/icon.tsx';
import { type Change, faultOfService } from './causes.ts';
import { sinceWords } from './moments.ts';
import { briefOf } from './sentences.ts';

/** The sign of a row. `folded`: it only fails because something else does. */
export function signOf({ state, broken, checking }: ServiceHealth, folded: boolean): SignName {
  switch (state) {
    case 'good':
      return broken === null ? 'ok' : 'slow';
    case 'slow':
      return 'slow';
    case 'broken':
      return folded ? 'offline' : 'problem';
    case 'unknown':
      return checking ? 'working' : 'none';
  }
}

/** The word beside the sign, with the time it has stood for when that is worth knowing. */
export function stateLine(service: ServiceHealth, now: number, t: TFunction, language: string): string {
  const since = (what: string) => t('health.since', { what, time: sinceWords(service.since, now, t, language) });
  switch (service.state) {
    case 'good':
      // One failure is not an outage yet; the next check tells.
      return service.broken === null ? t('health.working') : t('health.lastFailed');
    case 'slow':
      return since(t('health.slow'));
    case 'broken':
      return since(briefOf(faultOfService(service), t));
    case 'unknown':
      return service.checking ? t('health.checking') : t('health.notYetChecked');
  }
}

const LINK_NAMES: Record<LinkName, string> = {
  network: 'health.linkNetwork',
  dns: 'health.linkDns',
  tcp: 'health.linkTcp',
  tls: 'health.linkTls',
  http: 'health.linkHttp',
  service: 'health.linkService',
  access: 'health.linkAccess',
  usable: 'health.linkUsable',
};

export function linkName(name: LinkName, t: TFunction): string {
  return t(LINK_NAMES[name]);
}

export function linkSign({ verdict }: HealthLink): SignName {
  switch (verdict) {
    case 'good':
      return 'ok';
    case 'slow':
      return 'slow';
    case 'broken':
      return 'problem';
    case 'notNeeded':
    case 'notChecked':
      return 'none';
  }
}

/** The verdict in a word, for those who do not see the sign. */
export function verdictWord({ verdict }: HealthLink, t: TFunction): string {
  switch (verdict) {
    case 'good':
      return t('health.verdictGood');
    case 'slow':
      return t('health.slow');
    case 'broken':
      return t('health.verdictBroken');
    case 'notNeeded':
      return t('health.notNeeded');
    case 'notChecked':
      return t('health.notChecked');
  }
}

/** What is wrong with a link in a few words, and the code it was said with: `Key refused (401)`. */
export function linkFault({ name, error }: HealthLink, service: ServiceKind, t: TFunction): string {
  const what = briefOf(faultOf(name, error, service), t);
  return error?.status === undefined ? what : t('health.withStatus', { what, status: error.status });
}

/** A change of state as it is read out. */
export function changeSentence({ service, broken }: Change, now: number, t: TFunction, language: string): string {
  if (!service) return broken ? t('health.saidNetworkBroken') : t('health.saidNetworkBack');
  return t('health.said', { name: service.name, line: stateLine(service, now, t, language) });
}
