import type { AppInfo, CommandName, Licence, Navigation, Page } from '../../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../../errors.ts';
import { externalAddress } from '../../external-link.ts';
import type { Notices } from '../../notices.ts';
import type { Handlers } from '../dispatcher.ts';

export type AppCommand = Extract<CommandName, `app.${string}` | `notices.${string}`>;

export interface AppHandlerDeps {
  info(): AppInfo;
  /** Of the work of others that is in the program. */
  licences(): Promise<readonly Licence[]>;
  quit(): void;
  /** This window has mounted: what was held back for it may go. */
  windowReady(windowId: number): void;
  /** This page of the window is in front now. */
  pageShown(windowId: number, page: Page): void;
  showMain(navigation: Navigation | null): void;
  copy(text: string): Promise<void>;
  openExternal(url: string): Promise<void>;
  fetchPicture(url: string): Promise<Result<{ dataUrl: string }>>;
  notices: Notices;
}

export function appHandlers(deps: AppHandlerDeps): Pick<Handlers, AppCommand> {
  return {
    'app.info': () => ok(deps.info()),
    'app.licences': async () => ok(await deps.licences()),
    'app.quit': () => {
      deps.quit();
      return ok(null);
    },
    'app.ready': (_request, sender) => {
      deps.windowReady(sender.windowId);
      return ok(null);
    },
    'app.page': ({ page }, sender) => {
      deps.pageShown(sender.windowId, page);
      return ok(null);
    },
    'app.showMain': (navigation) => {
      deps.showMain(navigation);
      return ok(null);
    },
    'app.copy': async ({ text }) => {
      await deps.copy(text);
      return ok(null);
    },
    'app.openLink': async ({ url }) => {
      const address = externalAddress(url);
      if (!address) return fail(appError('validation', 'links of this kind are not opened', { reason: 'linkRefused' }));
      await deps.openExternal(address);
      return ok(null);
    },
    'app.loadImage': ({ url }) => deps.fetchPicture(url),
    'notices.list': () => ok(deps.notices.list()),
    'notices.dismiss': ({ id }) => {
      deps.notices.dismiss(id);
      return ok(null);
    },
  };
}
