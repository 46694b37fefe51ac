import type { TFunction } from 'i18next';
import type { HealthLink } from '../../preload/contract.ts';
import type { Cause } from './causes.ts';
import { causeTitle } from './sentences.ts';
import { linkName, verdictWord } from './service-words.ts';

/**
 * What the administrator of a service needs to know, as plain text for a mail: service, sentence, the broken link and
 * its kind, times in UTC, the verdict of each link. Neither facts nor technical messages go with it: they may quote what
 * a server said.
 */
export function administratorText(cause: Cause, version: string, now: number, t: TFunction): string {
  const { service, error, since } = cause;
  const code = [error?.kind, error?.reason, error?.status].filter((each) => each !== undefined).join(', ');
  const broken = service?.broken ?? 'network';
  const lines: (readonly [string, string])[] = [
    [t('health.textProgram'), `${t('app.name')} ${version}`],
    [t('health.textAt'), time(now)],
    [t('health.service'), service ? `${service.name} (${plainAddress(service.address)})` : t('health.linkNetwork')],
    [t('health.textProblem'), causeTitle(cause, t)],
    [t('health.textLink'), code === '' ? linkName(broken, t) : `${linkName(broken, t)} (${code})`],
    [t('health.textSince'), time(since)],
  ];
  if (service?.version) lines.push([t('health.version'), service.version]);
  if (service?.lastGoodAt) lines.push([t('health.lastGood'), time(service.lastGoodAt)]);
  if (service?.checkedAt) lines.push([t('health.textChecked'), time(service.checkedAt)]);
  const chain = service?.links.map((link) => linkLine(link, t)) ?? [];
  return [...lines.map(([label, value]) => t('health.textLine', { label, value })), ...chain, ''].join('\n');
}

function linkLine(link: HealthLink, t: TFunction): string {
  const verdict = verdictWord(link, t);
  const value = link.ms === null ? verdict : `${verdict}, ${t('health.ms', { n: Math.round(link.ms) })}`;
  return `- ${t('health.textLine', { label: linkName(link.name, t), value })}`;
}

/** Without user name, password, query and fragment, any of which may be a secret. */
export function plainAddress(address: string): string {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return (address.split(/[?#]/)[0] ?? '').replace(/^.*@/, '');
  return `${url.origin}${url.pathname === '/' ? '' : url.pathname}`;
}

/** The address as a row shows it: host and port, and the scheme only where it is the unsafe one's. */
export function shownAddress(address: string): string {
  return plainAddress(address).replace(/^https:\/\//, '');
}

function time(at: number): string {
  return new Date(at).toISOString();
}
