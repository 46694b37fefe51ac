/**
 * Zoom as Chromium keeps it: by host, not by window. Every page of a host has the factor that was last set for one of
 * them; a host nobody has set one for has the window's own default.
 */
const factors = new Map<string, number>();

export function zoomOf(address: string, byDefault: number): number {
  return factors.get(hostOf(address)) ?? byDefault;
}

export function setZoomOf(address: string, factor: number): void {
  if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
  factors.set(hostOf(address), factor);
}

/** Of a page without an address there is no host: what is set for it is of no use to the next. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}
