/** A host that is this computer itself: no proxy is ever between. */
export function isOwnComputer(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
