/**
 * Chromium knows no custom scheme and cannot be taught one through the debugging protocol: a page on
 * `halext-app://ui/x` is really loaded from `https://ui.halext-app.electron-double.test/x`, and addresses are
 * translated wherever they cross between the application and Chromium ("outside" and "inside").
 */
const DOMAIN = '.electron-double.test';
const INSIDE = /^https:\/\/(?:([^/?#]*)\.)?([a-z][a-z0-9+-]*)\.electron-double\.test(?=[/?#]|$)/;

const schemes = new Set<string>();

/** From now on addresses of this scheme are translated. */
export function addScheme(scheme: string): void {
  schemes.add(scheme);
}

/** The address Chromium is given for an address of the application. */
export function toInside(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(address);
  if (!match?.[1] || !schemes.has(match[1])) return address;
  return `https://${match[2] ? `${match[2]}.` : ''}${match[1]}${DOMAIN}${match[3] || '/'}`;
}

/** The application's address for an address of Chromium. */
export function toOutside(address: string): string {
  return address.replace(INSIDE, (_all, host: string | undefined, scheme: string) => `${scheme}://${host ?? ''}`);
}

/** True for an address that exists only in here, so must never reach a network. */
export function isInside(address: string): boolean {
  return INSIDE.test(address);
}

/** A Content-Security-Policy with the custom schemes and hosts in it translated. */
export function policyToInside(policy: string): string {
  return policy
    .replace(/\b([a-z][a-z0-9+-]*):\/\/([^\s;,/]+)/g, (source: string, scheme: string) =>
      schemes.has(scheme) ? toInside(source).replace(/\/$/, '') : source,
    )
    .replace(/(?<=\s)([a-z][a-z0-9+-]*):(?=[\s;,]|$)/g, (source: string, scheme: string) =>
      schemes.has(scheme) ? `https://${scheme}${DOMAIN} https://*.${scheme}${DOMAIN}` : source,
    );
}

/** Origin as Electron reports it for a frame: of a custom scheme too, where `URL` says `null`. */
export function originOf(address: string): string {
  if (!URL.canParse(address)) return 'null';
  const url = new URL(address);
  return url.origin === 'null' && url.host ? `${url.protocol}//${url.host}` : url.origin;
}
