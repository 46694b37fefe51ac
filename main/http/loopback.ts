/**
 * True for names and addresses of this computer itself: they never go through a proxy, and plain http is safe there.
 * `hostname` as `URL` gives it.
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
