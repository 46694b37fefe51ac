import type { Public } from '../emitter.ts';
import { addScheme } from '../schemes.ts';
import { life } from '../state.ts';
import { strict } from '../strict.ts';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, ProtocolHandler>();

/** The application's handler for an address on a scheme of its own. */
export function handlerFor(address: string): ProtocolHandler | undefined {
  return handlers.get(address.slice(0, address.indexOf(':')));
}

/** `protocol`: schemes are treated as standard and secure, so one that does not ask for both is refused. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]) {
    if (life.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error(`electron-double: ${scheme}: only standard, secure schemes are implemented`);
      if (privileges.bypassCSP) throw new Error(`electron-double: ${scheme}: bypassCSP is refused, it is never needed`);
      addScheme(scheme);
    }
  },
  handle(scheme: string, handler: ProtocolHandler) {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string) {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
}) satisfies Public<Electron.Protocol, 'handle'>;
