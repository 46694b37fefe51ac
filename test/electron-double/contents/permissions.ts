import { ignore } from '../chromium/browser.ts';
import type { FrameDouble } from './frames.ts';
import type { WebContentsDouble } from './web-contents.ts';

export interface PermissionRecord {
  readonly permission: string;
  readonly granted: boolean;
  readonly url: string;
}

/** Every permission a page asked for, with the answer. */
export const permissionRecords: PermissionRecord[] = [];

/** Electron's names → Chromium's. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  media: ['camera', 'microphone'],
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
};

/** Asks the application (Electron allows everything when it has no handler) and tells Chromium the answer. */
export async function decidePermission(
  contents: WebContentsDouble,
  frame: FrameDouble,
  permission: string,
  details: object,
): Promise<void> {
  const granted = await ask(contents, frame, permission, details);
  permissionRecords.push({ permission, granted, url: frame.url });
  const { session } = contents._page.browser;
  const origin = URL.canParse(frame._address) ? new URL(frame._address).origin : 'null';
  const settings = (NAMES[permission] ?? []).map((name) =>
    session
      .send('Browser.setPermission', {
        permission: { name },
        setting: granted ? 'granted' : 'denied',
        ...(origin === 'null' ? {} : { origin }),
      })
      .catch(ignore),
  );
  await Promise.all(settings);
}

function ask(contents: WebContentsDouble, frame: FrameDouble, permission: string, details: object): Promise<boolean> {
  const handler = contents.session._permission;
  if (!handler) return Promise.resolve(true);
  const request = {
    requestingUrl: frame.url,
    isMainFrame: frame.parent === null,
    securityOrigin: frame.origin,
    ...details,
  };
  return new Promise((resolve) => {
    handler(contents as never, permission as never, resolve, request as never);
  });
}
