import type { AppError, HealthReport, ServiceHealth } from '../../preload/contract.ts';
import { type Fault, faultOf } from '../ui/fault.ts';

/** A service of the list, with those that only fail because of it. */
export interface Group {
  readonly service: ServiceHealth;
  readonly consequences: readonly ServiceHealth[];
}

export interface Grouped {
  /** Services that only wait for this computer's network. */
  readonly network: readonly ServiceHealth[];
  /** The others, in the order of the report. */
  readonly groups: readonly Group[];
}

/** Something that is broken by itself, once. */
export interface Cause {
  /** `network`, or the id of the service. */
  readonly id: string;
  readonly service: ServiceHealth | null;
  readonly since: number;
  readonly error: AppError | null;
  readonly fault: Fault;
  readonly consequences: readonly ServiceHealth[];
}

/** Puts every consequence under what explains it. Whatever is explained by nothing that is broken stands for itself. */
export function groupsOf(report: HealthReport): Grouped {
  const byId = new Map(report.services.map((each) => [each.id, each]));
  const roots = new Map(report.services.map((each) => [each.id, rootOf(each, byId, report.network.broken)]));
  const under = (root: string) => report.services.filter(({ id }) => id !== root && roots.get(id) === root);
  return {
    network: under('network'),
    groups: report.services
      .filter(({ id }) => roots.get(id) === id)
      .map((service) => ({ service, consequences: under(service.id) })),
  };
}

/** Where the explanation of a service ends: `network`, another service, or itself. */
function rootOf(service: ServiceHealth, byId: ReadonlyMap<string, ServiceHealth>, networkBroken: boolean): string {
  let current = service;
  const seen = new Set<string>();
  while (current.state === 'broken' && current.explainedBy !== null && !seen.has(current.id)) {
    if (current.explainedBy === 'network') return networkBroken ? 'network' : current.id;
    const next = byId.get(current.explainedBy);
    if (next?.state !== 'broken') break;
    seen.add(current.id);
    current = next;
  }
  return seen.has(current.id) ? service.id : current.id;
}

/** What a person can do something about: the network first, then each service that is broken by itself. */
export function causesOf(report: HealthReport): Cause[] {
  const { network, groups } = groupsOf(report);
  const { broken, since, error } = report.network;
  const causes: Cause[] = groups
    .filter(({ service }) => service.state === 'broken')
    .map(({ service, consequences }) => ({
      id: service.id,
      service,
      since: service.since,
      error: errorOf(service),
      fault: faultOfService(service),
      consequences,
    }));
  if (!broken) return causes;
  return [{ id: 'network', service: null, since, error, fault: networkFault(error), consequences: network }, ...causes];
}

const SHARED: ReadonlySet<Fault> = new Set([
  'noNetwork',
  'dns',
  'proxyUnsupported',
  'proxyUnreachable',
  'proxyScript',
  'proxyCertificate',
  'proxyPassword',
  'proxyPasswordWrong',
  'captivePortal',
]);

/** Besides the network itself, all connections have the finding of names in common, and a proxy if there is one. */
function networkFault(error: AppError | null): Fault {
  const fault = faultOf('network', error, null);
  return SHARED.has(fault) ? fault : 'proxy';
}

/** The error of the link that is broken now, or the last there was. */
export function errorOf(service: ServiceHealth): AppError | null {
  const link = service.links.find(({ name }) => name === service.broken);
  return link?.error ?? service.lastError?.error ?? null;
}

/** What is wrong with a service that does not work. */
export function faultOfService(service: ServiceHealth): Fault {
  return faultOf(service.broken, errorOf(service), service.kind);
}

/** A service whose state has changed, or the network (`null`). */
export interface Change {
  readonly service: ServiceHealth | null;
  readonly broken: boolean;
}

/**
 * What is worth reading out between two reports: the network went or came back, a service broke, slowed down or works
 * again. Consequences are not: their cause is told. Neither is the first time a service is measured and works.
 */
export function changesBetween(before: HealthReport, after: HealthReport): Change[] {
  const known = new Map(before.services.map((each) => [each.id, each.state]));
  const folded = new Set(causesOf(after).flatMap(({ consequences }) => consequences.map(({ id }) => id)));
  const changed = after.services.filter(({ id, state }) => {
    const earlier = known.get(id);
    if (earlier === undefined || earlier === state || state === 'unknown' || folded.has(id)) return false;
    return earlier !== 'unknown' || state === 'broken';
  });
  const services = changed.map((service) => ({ service, broken: service.state === 'broken' }));
  if (before.network.broken === after.network.broken) return services;
  return [{ service: null, broken: after.network.broken }, ...services];
}
