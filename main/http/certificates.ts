import tls from 'node:tls';

/** The part of `node:tls` that knows about the system's certificates; missing pieces mean an older Node. */
export interface TrustStore {
  getCACertificates?: (type: 'default' | 'system') => string[];
  setDefaultCACertificates?: (certificates: string[]) => void;
}

/**
 * Makes every later TLS connection trust what the operating system trusts, besides Node's own list: a company's
 * certificate lives there. Node does not do it by itself, and Electron's fuses close `NODE_EXTRA_CA_CERTS`.
 *
 * Answers how many certificates were added; 0 when this Node cannot (before 24.5) or the system's list cannot be read.
 */
export function trustSystemCertificates(store: TrustStore = tls): number {
  const { getCACertificates, setDefaultCACertificates } = store;
  if (!getCACertificates || !setDefaultCACertificates) return 0;
  try {
    const known = getCACertificates('default');
    const all = new Set([...known, ...getCACertificates('system')]);
    setDefaultCACertificates([...all]);
    return all.size - new Set(known).size;
  } catch {
    return 0;
  }
}
