import type { Public } from '../emitter.ts';
import { StrictEmitter } from '../emitter.ts';
import { strict } from '../strict.ts';
import { net } from './net.ts';
import { protocol } from './protocol.ts';
import { SessionProxy } from './proxy.ts';
import { makeWebRequest } from './web-request.ts';

type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;

/** A session. All partitions share one Chromium profile; what is set on each is kept apart. */
export class SessionDouble
  extends StrictEmitter
  implements Public<Electron.Session, 'webRequest' | 'protocol' | 'fetch'>
{
  readonly protocol = protocol;
  readonly #requests = makeWebRequest();
  readonly #proxy = new SessionProxy();
  readonly #partition: string;
  #permission: RequestHandler | null = null;
  #userAgent = '';

  constructor(partition: string) {
    super('session');
    this.#partition = partition;
  }

  get webRequest() {
    return this.#requests.webRequest;
  }
  /** For the double itself. */
  get _requests() {
    return this.#requests;
  }
  get _permission(): RequestHandler | null {
    return this.#permission;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#permission = handler;
  }
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setCertificateVerifyProc(): void {}
  setSpellCheckerEnabled(): void {}
  setSpellCheckerLanguages(): void {}
  getSpellCheckerLanguages(): string[] {
    return [];
  }
  async setProxy(config: Electron.ProxyConfig): Promise<void> {
    this.#proxy.set(config);
  }
  resolveProxy(url: string): Promise<string> {
    return this.#proxy.resolve(url);
  }
  async forceReloadProxyConfig(): Promise<void> {
    this.#proxy.reload();
  }
  async closeAllConnections(): Promise<void> {}
  async clearCache(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async clearAuthCache(): Promise<void> {}
  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }
  getUserAgent(): string {
    return this.#userAgent;
  }
  isPersistent(): boolean {
    return this.#partition === '' || this.#partition.startsWith('persist:');
  }
  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    return net.fetch(input, init);
  }
}

const sessions = new Map<string, SessionDouble>();

export function sessionOf(partition = ''): SessionDouble {
  const known = sessions.get(partition);
  if (known) return known;
  const made = new SessionDouble(partition);
  sessions.set(partition, made);
  return made;
}

export const session = strict('session', {
  get defaultSession() {
    return sessionOf();
  },
  fromPartition: (partition: string) => sessionOf(partition),
});
