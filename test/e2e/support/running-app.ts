import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { chooseShell, ROOT } from '../../run/electron-binary.ts';
import { type Desktop, desktopOf } from './desktop.ts';

export interface LaunchOptions {
  /** Folder of the profile (`--user-data-dir`). */
  readonly profile: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Folder or main script of the application; the project itself unless said otherwise. */
  readonly application?: string;
}

/** Something the shell recorded that no test may pass over: an error nobody was told about. */
export interface Fault {
  readonly kind: string;
  readonly message: string;
  readonly where: string;
}

/** The application in one process, as a test holds it. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly profile: string;
  readonly isDouble: boolean;
  readonly desktop: Desktop;
  /** The main window, `…/index.html`, once it has loaded. */
  main(): Promise<Page>;
  /** The quick window, `…/quick.html`, once it has loaded; it need not be visible. */
  quick(): Promise<Page>;
  /** The window whose address (without its hash) ends so, once it has loaded. */
  window(suffix: string): Promise<Page>;
  /** Everything main has written to stdout and stderr. */
  output(): string;
  /** Errors recorded so far, without those allowed. */
  faults(): Fault[];
  /** These errors are part of the test. */
  allowErrors(...patterns: readonly RegExp[]): void;
  /** Quits as a person does and waits for the end; the exit code, `null` if a signal ended it. */
  quit(): Promise<number | null>;
  /** Ends everything at once (`SIGKILL`) and waits for the end. */
  kill(): Promise<void>;
  exited(): boolean;
}

const FAULT = 'desktop-fault: ';
/** Where the keychain is a person's own, what tests put into it stands apart from their entries. */
export const KEYCHAIN_SERVICE = 'org.halext.Companion.Test';
const WINDOW_TIMEOUT = 20_000;

/** Starts the application in the chosen shell. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const shell = chooseShell();
  const isDouble = shell.kind === 'double';
  const spy = ['-r', join(ROOT, 'test/electron-double/spy.cjs')];
  const env = { ...process.env, COMPANION_KEYCHAIN_SERVICE: KEYCHAIN_SERVICE, ...options.env } as Record<
    string,
    string
  >;
  const app = await _electron.launch({
    // Without a path Playwright finds Electron itself and adds its own loader, which holds the start until it listens.
    ...(isDouble ? { executablePath: shell.path } : {}),
    args: [
      ...(isDouble ? [] : spy),
      options.application ?? ROOT,
      `--user-data-dir=${options.profile}`,
      ...(options.args ?? []),
    ],
    env,
  });
  return hold(app, options.profile, await processOf(app), isDouble);
}

/** Id of the application's process. On Windows Playwright's child is the shell that started it. */
async function processOf(app: ElectronApplication): Promise<number | undefined> {
  return process.platform === 'win32' ? app.evaluate(() => process.pid) : app.process().pid;
}

function hold(app: ElectronApplication, profile: string, pid: number | undefined, isDouble: boolean): RunningApp {
  const child = app.process();
  const allowed: RegExp[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));

  function faults(): Fault[] {
    const lines = output.split('\n').filter((line) => line.startsWith(FAULT));
    const all = lines.map((line) => JSON.parse(line.slice(FAULT.length)) as Fault);
    return all.filter(({ message }) => !allowed.some((pattern) => pattern.test(message)));
  }

  /** By the end of the address: in the double a custom scheme has another beginning. */
  async function window(suffix: string): Promise<Page> {
    const fits = (page: Page) =>
      page
        .url()
        .replace(/[?#].*$/, '')
        .endsWith(suffix);
    const deadline = Date.now() + WINDOW_TIMEOUT;
    for (;;) {
      const page = app.windows().find(fits);
      if (page) {
        await page.waitForLoadState();
        return page;
      }
      if (Date.now() > deadline || child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const addresses = app.windows().map((page) => page.url());
    throw new Error(`There is no window ${suffix}, only [${addresses.join(', ')}].\n${output}`);
  }

  return {
    app,
    profile,
    isDouble,
    desktop: desktopOf(app),
    main: () => window('/index.html'),
    quick: () => window('/quick.html'),
    window,
    output: () => output,
    faults,
    allowErrors: (...patterns) => void allowed.push(...patterns),
    async quit() {
      await app.close();
      return ended;
    },
    async kill() {
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      await ended;
    },
    exited: () => child.exitCode !== null || child.signalCode !== null,
  };
}
