import type { Membrane } from './membrane.ts';

/** The preload world's way to ask main for a permission; resolves when Chromium has been told the answer. */
export type AskPermission = (permission: string, details: object) => Promise<void>;

/**
 * The page's half: takes what the preload exposes, and asks main before the few calls that need a permission, because
 * the debugging protocol reports no permission prompt. Chromium itself then refuses or allows.
 */
export function preparePage(membrane: Membrane): void {
  let ask: AskPermission | null = null;
  membrane.onGuard((fn) => {
    ask = fn as AskPermission;
  });
  const apply = Reflect.apply;

  function guard(
    holder: unknown,
    name: string,
    permission: string,
    describe: (args: unknown[]) => object = () => ({}),
  ) {
    const object = holder as Record<string, unknown> | undefined;
    const original = object?.[name];
    if (!object || typeof original !== 'function') return;
    const asking = {
      [name](this: unknown, ...args: unknown[]): unknown {
        const run = () => apply(original, this, args);
        return ask ? ask(permission, describe(args)).then(run) : run();
      },
    };
    Object.defineProperty(object, name, { configurable: true, writable: true, value: asking[name] });
  }

  guard(window.MediaDevices?.prototype, 'getUserMedia', 'media', ([wanted]) => ({
    mediaTypes: Object.entries((wanted ?? {}) as object)
      .filter(([, on]) => on)
      .map(([kind]) => kind),
  }));
  guard(window.Notification, 'requestPermission', 'notifications');
  guard(window.Clipboard?.prototype, 'readText', 'clipboard-read');
  guard(window.Clipboard?.prototype, 'writeText', 'clipboard-sanitized-write');
  guard(window.Geolocation?.prototype, 'getCurrentPosition', 'geolocation');
}
