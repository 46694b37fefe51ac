/** The network as it is: certificates and proxies. Part of `contract.ts`. */

/** Why a certificate does not prove who the server is. */
export type CertificateReason =
  | 'certificateExpired'
  | 'certificateNotYetValid'
  | 'certificateRevoked'
  | 'certificateHostname'
  | 'certificateUnknownIssuer'
  | 'certificateSelfSigned'
  | 'certificateOther';

/** What a server says about itself; its texts are untrusted. */
export interface CertificateFacts {
  /** `https://host:port`, as `URL` gives it. */
  readonly origin: string;
  readonly subject: string;
  readonly issuer: string;
  /** The names and addresses it holds for. */
  readonly names: readonly string[];
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256 of the whole certificate: `AB:CD:…`. */
  readonly fingerprint: string;
  /** `null`: it verifies by itself. */
  readonly reason: CertificateReason | null;
  /** The fingerprint trusted for this origin so far; another one means that the certificate has changed. */
  readonly trusted: string | null;
}

/** A certificate somebody decided to trust, for one origin and as long as it stays the same. */
export interface TrustedCertificate {
  readonly origin: string;
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: number;
  /** When it was decided. */
  readonly since: number;
}

/** Which proxy the program takes on this computer. */
export type ProxyChoice =
  /** What the system says, a PAC file included; where that is none, the variables `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. */
  | { readonly kind: 'system' }
  | { readonly kind: 'none' }
  /** `http://host:port` or `https://host:port`, without user name or password. */
  | { readonly kind: 'address'; readonly address: string }
  /** What the PAC file at this address says: `http://` or `https://`, without user name or password. */
  | { readonly kind: 'pac'; readonly address: string };

/** Another way to one server than to the others. */
export interface ServerProxy {
  /** `https://host:port` or `http://host:port`, as `URL` gives it. */
  readonly origin: string;
  readonly proxy: ProxyChoice;
}

/** A proxy that asks for a password. */
export interface ProxyAsking {
  /** `http://host:port`. */
  readonly proxy: string;
  /** What we had was refused. */
  readonly wrong: boolean;
}

export interface NetworkState {
  readonly trusted: readonly TrustedCertificate[];
  readonly asking: readonly ProxyAsking[];
  /** Proxies a password is kept for. */
  readonly passwords: readonly string[];
}
