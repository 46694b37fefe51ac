/**
 * The contract of the shell: what the application may rely on. It runs in the electron double and, unchanged, in Electron;
 * checks of what only the double can be asked are marked.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { chooseShell, ROOT } from '../run/electron-binary.ts';
import { axeCheck, expect, type RunningApp, test } from './support/fixture.ts';

const SAMPLE = join(ROOT, 'test/electron-double/sample');

test.use({ application: SAMPLE });

/** What the sample's preload script exposes. */
interface Api {
  version: string;
  list: [number, { deep: number }];
  argv: string[];
  add(a: number, b: number): number;
  throws(): never;
  requireFs(): string;
  exposeAgain(): string;
  unknownMember(): string;
  sendFunction(): string;
  sendInstance(): Promise<{ tag: string; plain: boolean }>;
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  notify(title: string): void;
  on(channel: string, listener: (...args: unknown[]) => void): () => void;
}

declare const window: Window & typeof globalThis & { api: Api; sampleEvents: string[] };

/** The order in which things happened in main. */
function events(running: RunningApp): Promise<string[]> {
  return running.app.evaluate(() => [...(globalThis as unknown as { sampleEvents: string[] }).sampleEvents]);
}

async function windowNamed(running: RunningApp, file: string) {
  const found = (await running.desktop.windows()).find(({ url }) => url.endsWith(file));
  if (!found) throw new Error(`no window shows ${file}`);
  return found;
}

/** The main window takes the keyboard when it first shows; what comes later must not race with that. */
async function settled(running: RunningApp): Promise<Page> {
  const page = await running.main();
  await expect.poll(async () => (await windowNamed(running, '/index.html')).focused).toBe(true);
  return page;
}

test.describe('the preload script and its page', () => {
  test('the page sees the bridge and nothing else of the preload world or of Node', async ({ launch }) => {
    const page = await (await launch()).main();
    const names = ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer', 'electron', 'secretOfThePreload'];
    expect(await page.evaluate((list) => list.filter((name) => name in window), names)).toEqual([]);
    const added = await page.evaluate(() => {
      const blank = document.createElement('iframe');
      document.body.append(blank);
      const usual = new Set(Object.getOwnPropertyNames(blank.contentWindow));
      blank.remove();
      return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^(__playwright|\d)/.test(name));
    });
    expect(added).toEqual(['api']);
  });

  test('the bridge is frozen, synchronous, and made of the page’s own objects', async ({ launch }) => {
    const page = await (await launch()).main();
    const seen = await page.evaluate(() => {
      const { api } = window;
      const refused = (change: () => void) => {
        try {
          change();
          return false;
        } catch {
          return true;
        }
      };
      let thrown: unknown;
      try {
        api.throws();
      } catch (error) {
        thrown = error;
      }
      return {
        sum: api.add(2, 3),
        ownFunction: api.add instanceof Function,
        ownList: Array.isArray(api.list) && Object.getPrototypeOf(api.list[1]) === Object.prototype,
        ownError: thrown instanceof RangeError && thrown.message,
        frozen: Object.isFrozen(api) && Object.isFrozen(api.list[1]),
        fixed: refused(() => Object.defineProperty(window, 'api', { value: 1 })),
        argv: api.argv.includes('--sample=1'),
      };
    });
    expect(seen).toEqual({
      sum: 5,
      ownFunction: true,
      ownList: true,
      ownError: 'nope',
      frozen: true,
      fixed: true,
      argv: true,
    });
  });

  test('a sandboxed preload has no Node modules and cannot expose a name twice', async ({ launch }) => {
    const page = await (await launch()).main();
    expect(await page.evaluate(() => window.api.requireFs())).toBe('Error: module not found: node:fs');
    expect(await page.evaluate(() => window.api.exposeAgain())).toContain('Cannot bind an API on top of an existing');
  });

  test('a function given to the bridge is called with clones, and can be taken back', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    const send = (value: unknown) =>
      running.app.evaluate(({ BrowserWindow }, sent) => {
        for (const each of BrowserWindow.getAllWindows()) each.webContents.send('pushed', sent);
      }, value);
    await page.evaluate(() => {
      const holder = globalThis as unknown as { got: unknown[]; off: () => void };
      holder.got = [];
      holder.off = window.api.on('pushed', (value) => holder.got.push(value));
    });
    await send({ n: 1 });
    await expect(page.locator('#event')).toHaveText('pushed: {"n":1}');
    await page.evaluate(() => (globalThis as unknown as { off: () => void }).off());
    await send({ n: 2 });
    await expect(page.locator('#event')).toHaveText('pushed: {"n":2}');
    expect(await page.evaluate(() => (globalThis as unknown as { got: unknown[] }).got)).toEqual([{ n: 1 }]);
  });

  test('a preload script that throws is recorded and the window opens all the same', async ({ launch, profile }) => {
    const folder = join(profile, 'application');
    await writeSmallApplication(folder, 'throw new Error("broken preload")');
    const running = await launch({ application: folder });
    running.allowErrors(/broken preload/);
    const page = await running.main();
    await expect(page.getByRole('heading')).toHaveText('Small');
    await expect.poll(() => running.output()).toContain('"kind":"preload"');
  });
});

test.describe('messages', () => {
  test('structured clone, both ways', async ({ launch }) => {
    const page = await (await launch()).main();
    const results = await page.evaluate(async () => {
      const shared = { s: 1 };
      const cyclic: { self?: unknown } = {};
      cyclic.self = cyclic;
      const values: [string, unknown, (back: never) => boolean][] = [
        ['undefined', undefined, (x) => x === undefined],
        ['null', null, (x) => x === null],
        ['NaN', Number.NaN, (x) => Number.isNaN(x)],
        ['-0', -0, (x) => Object.is(x, -0)],
        ['Infinity', -Infinity, (x) => x === -Infinity],
        ['bigint', 2n ** 70n, (x) => x === 2n ** 70n],
        ['text', 'œ\u{1F600}\u2028\0', (x) => x === 'œ\u{1F600}\u2028\0'],
        ['date', new Date(5), (x: Date) => x instanceof Date && x.getTime() === 5],
        ['regexp', /a\/b/giu, (x: RegExp) => x instanceof RegExp && String(x) === String(/a\/b/giu)],
        [
          'map',
          new Map([[{ k: 1 }, new Set([1n])]]),
          (x: Map<object, Set<bigint>>) => [...x.values()][0]?.has(1n) === true,
        ],
        ['bytes', new Uint8Array([1, 2, 255]), (x: Uint8Array) => x instanceof Uint8Array && String(x) === '1,2,255'],
        ['view', new DataView(new ArrayBuffer(4), 1, 2), (x: DataView) => x instanceof DataView && x.byteLength === 2],
        ['buffer', new Uint8Array([7]).buffer, (x: ArrayBuffer) => x instanceof ArrayBuffer && x.byteLength === 1],
        ['error', new RangeError('r'), (x: Error) => x instanceof RangeError && x.message === 'r'],
        ['shared', [shared, shared], (x: object[]) => x[0] === x[1]],
        ['cycle', cyclic, (x: { self: unknown }) => x.self === x],
        ['own __proto__', JSON.parse('{"__proto__": 1}'), (x) => Object.keys(x).includes('__proto__')],
        ['boxed', Object(1n), (x) => typeof x === 'object'],
      ];
      const failed: string[] = [];
      for (const [name, value, holds] of values)
        if (!holds((await window.api.invoke('echo', value)) as never)) failed.push(name);
      return failed;
    });
    expect(results).toEqual([]);
  });

  test('what cannot be cloned is refused on either side; a class instance loses its class', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    expect(await page.evaluate(() => window.api.sendFunction())).toBe('Error: An object could not be cloned.');
    expect(await page.evaluate(() => window.api.sendInstance())).toEqual({ tag: '[object Object]', plain: true });
    const message = await running.app.evaluate(({ BrowserWindow }) => {
      try {
        BrowserWindow.getAllWindows()[0]?.webContents.send('pushed', () => 1);
        return 'sent';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toBe('Failed to serialize arguments');
  });

  test('errors of a handler arrive as text', async ({ launch }) => {
    const page = await (await launch()).main();
    const failure = (channel: string) =>
      page.evaluate((name) => window.api.invoke(name).then(String, (error: Error) => error.message), channel);
    expect(await failure('fails')).toBe("Error invoking remote method 'fails': TypeError: no way");
    expect(await failure('missing')).toBe(
      "Error invoking remote method 'missing': Error: No handler registered for 'missing'",
    );
    expect(await failure('returns-function')).toContain('An object could not be cloned.');
  });

  test('main knows which frame speaks', async ({ launch }) => {
    const running = await launch();
    const who = (page: Page) => page.evaluate(() => window.api.invoke('who'));
    const main = await who(await running.main());
    expect(main).toMatchObject({ url: 'halext-app://ui/index.html', origin: 'halext-app://ui', top: true });
    const quick = await who(await running.quick());
    expect(quick).toMatchObject({ url: 'halext-app://ui/quick.html' });
  });

  test('five megabytes cross whole', async ({ launch }) => {
    const page = await (await launch()).main();
    const length = await page.evaluate(async () => {
      const text = 'é'.repeat(5_000_000);
      return (await window.api.invoke('echo', text)) === text;
    });
    expect(length).toBe(true);
  });
});

test.describe('what a page may not do', () => {
  // Chromium itself writes the refusals to the console.
  test.use({ allowErrors: /Content.Security.Policy/ });

  test('the policy of the response is enforced: inline script, eval, connections, pictures', async ({ launch }) => {
    const page = await (await launch()).main();
    const refused = await page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      // In a task of its own: code the test driver runs is exempt from the policy.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(new Function('return 1')()));
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      });
      const fetched = await fetch('https://elsewhere.example/').then(String, () => 'blocked');
      const image = new Image();
      const shown = new Promise((resolve) => {
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('blocked');
      });
      image.src = 'https://elsewhere.example/beacon.png';
      return { injected: 'injected' in window, evaluated, fetched, image: await shown, directives };
    });
    expect(refused).toMatchObject({ injected: false, evaluated: 'EvalError', fetched: 'blocked', image: 'blocked' });
    expect(refused.directives.toSorted()).toEqual(['connect-src', 'img-src', 'script-src', 'script-src-elem']);
  });

  test('our own files load, in a secure context, with their storage', async ({ launch }) => {
    const page = await (await launch()).main();
    const own = await page.evaluate(async () => {
      localStorage.setItem('kept', 'yes');
      return {
        secure: isSecureContext,
        css: (await (await fetch('/page.css')).text()).includes('color-scheme'),
        kept: localStorage.getItem('kept'),
      };
    });
    expect(own).toEqual({ secure: true, css: true, kept: 'yes' });
  });

  test('leaving is prevented and the page stays', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    await page.getByRole('link', { name: 'Leave' }).click();
    await expect
      .poll(() => running.desktop.call('navigations'))
      .toContainEqual({ url: 'https://leave.example/', prevented: true });
    await expect(page.getByRole('heading')).toHaveText('Main window');
    expect((await windowNamed(running, '/index.html')).url).toBe('halext-app://ui/index.html');
  });

  test('a new window is denied and its address handed to the system', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    await running.quick();
    await page.getByRole('link', { name: 'Open' }).click();
    await expect.poll(() => running.desktop.opened()).toEqual(['https://open.example/']);
    expect(
      await page.evaluate(async () => {
        const opened = window.open('https://script.example/');
        while (opened && !opened.closed) await new Promise((resolve) => setTimeout(resolve, 10));
        return true;
      }),
    ).toBe(true);
    await expect.poll(() => running.desktop.opened()).toEqual(['https://open.example/', 'https://script.example/']);
    expect(await running.desktop.windows()).toHaveLength(2);
    await expect(page.getByRole('heading')).toHaveText('Main window');
  });

  test('a permission is refused unless main allows it', async ({ launch }) => {
    const running = await launch();
    const page = await settled(running);
    const microphone = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    );
    expect(microphone).toBe('NotAllowedError');
    const copied = await page.evaluate(() => navigator.clipboard.writeText('copied').then(() => 'ok', String));
    expect(copied).toBe('ok');
    test.skip(!running.isDouble, 'only the double records permissions');
    expect(await running.desktop.call('doubleOnly.permissions')).toEqual([
      { permission: 'media', granted: false, url: 'halext-app://ui/index.html' },
      { permission: 'clipboard-sanitized-write', granted: true, url: 'halext-app://ui/index.html' },
    ]);
  });
});

test.describe('windows', () => {
  test('shows when painted, hides on close, comes back from the tray', async ({ launch }) => {
    const running = await launch();
    await settled(running);
    expect((await events(running)).filter((name) => name.startsWith('main:'))).toEqual([
      'main:ready-to-show',
      'main:show',
      'main:focus',
    ]);
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.close());
    expect(await windowNamed(running, '/index.html')).toMatchObject({ visible: false, focused: false });
    expect((await events(running)).slice(-3).toSorted()).toEqual(['main:blur', 'main:close', 'main:hide']);
    await running.desktop.call('tray.click');
    await expect.poll(() => windowNamed(running, '/index.html')).toMatchObject({ visible: true, focused: true });
  });

  test('the hotkey shows the quick window at its size; losing the keyboard hides it', async ({ launch }) => {
    const running = await launch();
    await settled(running);
    const quick = await running.quick();
    expect(await windowNamed(running, '/quick.html')).toMatchObject({ visible: false, alwaysOnTop: true });
    expect(await running.desktop.press('Alt+Space')).toBe(true);
    await expect.poll(() => windowNamed(running, '/quick.html')).toMatchObject({ visible: true, focused: true });
    expect(await quick.evaluate(() => [innerWidth, innerHeight])).toEqual([500, 200]);
    await running.desktop.call('blurAll');
    await expect.poll(() => windowNamed(running, '/quick.html')).toMatchObject({ visible: false });
    expect(await running.desktop.press('Control+Alt+Shift+F11')).toBe(false);
  });

  test('a page belongs to its BrowserWindow; a resize reaches the page', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    const window = await running.app.browserWindow(page);
    await expect.poll(() => window.evaluate((each) => each.getTitle())).toBe('Sample');
    await window.evaluate((each) => each.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  });

  test('a crashed page is reported and lives again after a reload', async ({ launch }) => {
    const running = await launch();
    const page = await settled(running);
    const crashed = page.waitForEvent('crash');
    await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getFocusedWindow()?.webContents.forcefullyCrashRenderer(),
    );
    await crashed;
    await expect.poll(() => events(running)).toContain('gone:crashed');
    const heading = await running.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getFocusedWindow()?.webContents;
      const loaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(null)));
      contents?.reload();
      await loaded;
      return contents?.executeJavaScript('document.querySelector("h1").textContent');
    });
    expect(heading).toBe('Main window');
  });

  test('the system theme reaches the page', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await running.desktop.call('systemTheme', true);
    await expect.poll(dark).toBe(true);
    await running.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
    });
    await expect.poll(dark).toBe(false);
  });

  test('the sample has no accessibility problem, which shows that axe runs under the policy', async ({ launch }) => {
    await axeCheck(await (await launch()).main());
  });
});

test.describe('the desktop around it', () => {
  test('tray, menu, notification, deep link, power and login item are recorded and driven', async ({ launch }) => {
    const running = await launch();
    const page = await settled(running);
    const { desktop } = running;
    expect(await desktop.call('tray.labels')).toEqual(['Show', '', 'More', 'Quit']);
    await desktop.chooseMenu('tick');
    await page.evaluate(() => window.api.notify('Hello'));
    await expect.poll(() => desktop.notifications()).toMatchObject([{ title: 'Hello', body: 'A body' }]);
    await desktop.call('clickNotification');
    expect((await events(running)).slice(-2)).toEqual(['tick:true', 'clicked:Hello']);
    expect(await desktop.call('openUrl', 'halext://ask')).toBe(true);
    await expect(page.locator('#event')).toHaveText('link: "halext://ask"');
    await desktop.call('power', 'suspend');
    await expect(page.locator('#event')).toHaveText('power: "suspend"');
    expect(await desktop.call('loginItem')).toEqual({ openAtLogin: true });
  });

  test('the network goes and comes back, for main and for the page', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    const seen = async () => [
      await running.app.evaluate(({ net }) => net.isOnline()),
      await page.evaluate(() => navigator.onLine),
    ];
    await running.desktop.call('online', false);
    await expect.poll(seen).toEqual([false, false]);
    expect(await page.evaluate(() => fetch('/page.css').then((response) => response.status))).toBe(200);
    await running.desktop.call('online', true);
    await expect.poll(seen).toEqual([true, true]);
  });

  test('a second instance is refused and its arguments reach the first', async ({ launch, profile }) => {
    const page = await (await launch()).main();
    // As Playwright starts the first one: where there is no user namespace, Electron would end at once.
    const args = ['--no-sandbox', SAMPLE, `--user-data-dir=${profile}`, 'halext://from-second'];
    const second = await promisify(execFile)(chooseShell().path, args);
    expect(second.stdout).not.toContain('main:');
    await expect(page.locator('#event')).toContainText('halext://from-second');
  });

  test('two profiles run side by side', async ({ launch, profile }) => {
    const [one, two] = await Promise.all([
      launch({ profile: join(profile, 'a') }),
      launch({ profile: join(profile, 'b') }),
    ]);
    await expect((await one.main()).getByRole('heading')).toHaveText('Main window');
    await expect((await two.main()).getByRole('heading')).toHaveText('Main window');
    const pids = await Promise.all([one, two].map((each) => each.app.evaluate(() => process.pid)));
    expect(new Set(pids).size).toBe(2);
  });

  test('quitting asks, then closes, then leaves, in this order', async ({ launch }) => {
    const running = await launch();
    await settled(running);
    const ended = running.app.waitForEvent('close');
    await running.desktop.chooseMenu('Quit').catch(() => {}); // the process may be gone before it can answer
    await ended;
    const order = [...running.output().matchAll(/^event: (.*)$/gm)].map((match) => match[1]);
    const tail = order.slice(order.indexOf('before-quit')).filter((name) => name !== 'main:blur');
    expect(tail).toEqual(['before-quit', 'main:close', 'will-quit', 'quit']);
  });

  test('a killed application leaves nothing behind and its profile starts again', async ({ launch, profile }) => {
    test.skip(process.platform === 'win32', 'processes are listed with ps');
    const first = await launch();
    await (await first.main()).evaluate(() => localStorage.setItem('a', 'b'));
    expect(processesOf(profile)).not.toEqual([]);
    await first.kill();
    await expect.poll(() => processesOf(profile)).toEqual([]);
    const second = await launch();
    await expect((await second.main()).getByRole('heading')).toHaveText('Main window');
    await second.quit();
    await expect.poll(() => processesOf(profile)).toEqual([]);
  });
});

test.describe('the double itself', () => {
  test.skip(() => chooseShell().kind !== 'double', 'about the double only');

  test('an unknown member is an error, not undefined', async ({ launch }) => {
    const running = await launch();
    const page = await running.main();
    const messages = await running.app.evaluate((electron) => {
      const window = electron.BrowserWindow.getAllWindows()[0];
      const attempts: (() => unknown)[] = [
        () => electron.app.getJumpListSettings,
        () => electron.clipboard.read,
        () => window?.previewFile,
        () => window?.webContents.print,
        () => electron.session.defaultSession.cookies,
        () => electron.BrowserWindow.fromBrowserView,
        () => electron.nativeImage.createEmpty().toBitmap,
        () => electron.systemPreferences.getAccentColor,
        () => (electron as unknown as Record<string, unknown>).nothingOfTheKind,
      ];
      return attempts.map((attempt) => {
        try {
          return `no error: ${String(attempt())}`;
        } catch (error) {
          return (error as Error).message;
        }
      });
    });
    expect(messages).toEqual([
      'electron-double: app.getJumpListSettings is not implemented',
      'electron-double: clipboard.read is not implemented',
      'electron-double: BrowserWindow.previewFile is not implemented',
      'electron-double: webContents.print is not implemented',
      'electron-double: session.cookies is not implemented',
      'electron-double: BrowserWindow.fromBrowserView is not implemented',
      'electron-double: NativeImage.toBitmap is not implemented',
      'electron-double: systemPreferences.getAccentColor is not implemented',
      'electron-double: electron.nothingOfTheKind is not implemented',
    ]);
    const inPreload = await page.evaluate(() => window.api.unknownMember());
    expect(inPreload).toBe('Error: electron-double: ipcRenderer.sendSync is not implemented');
  });

  for (const [name, value] of [
    ['contextIsolation', false],
    ['nodeIntegration', true],
    ['sandbox', false],
    ['webSecurity', false],
  ] as const)
    test(`refuses a window with ${name}: ${value}`, async ({ launch }) => {
      const running = await launch();
      await running.main();
      const refused = await running.app.evaluate(
        ({ BrowserWindow }, [key, setting]) => {
          try {
            new BrowserWindow({ webPreferences: { [key]: setting } });
            return 'made';
          } catch (error) {
            return (error as Error).message;
          }
        },
        [name, value] as const,
      );
      expect(refused).toBe(`electron-double: webPreferences.${name} must not be ${value}`);
    });

  test('Chromium dies with the double, with no test driver to clean up', async ({ profile }) => {
    const child = spawn(chooseShell().path, [SAMPLE, `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk) => {
        if (String(chunk).includes('main:show')) resolve();
      });
    });
    child.kill('SIGKILL');
    await expect.poll(() => processesOf(profile)).toEqual([]);
  });

  test('errors nobody was told about are recorded, in main and in the page', async ({ launch }) => {
    const running = await launch();
    running.allowErrors(/of no interest/);
    const page = await running.main();
    await running.app.evaluate(() => void Promise.reject(new Error('rejected, of no interest')));
    await page.evaluate(() => {
      console.error('logged, of no interest');
      setTimeout(() => {
        throw new Error('thrown, of no interest');
      });
    });
    const kinds = async () => (await running.desktop.call<{ kind: string }[]>('faults')).map(({ kind }) => kind);
    await expect.poll(async () => (await kinds()).toSorted()).toEqual(['console', 'page', 'rejection']);
  });

  test('displays, the pointer, the proxy and taken hotkeys are the test’s to decide', async ({ launch }) => {
    const running = await launch();
    await running.main();
    const { desktop } = running;
    const right = { x: 1920, y: 0, width: 2560, height: 1440 };
    await desktop.call('doubleOnly.setDisplays', [{}, { bounds: right }], { x: 2000, y: 10 });
    await desktop.call('doubleOnly.setProxy', 'PROXY proxy.example:3128');
    await desktop.call('globalShortcut.take', 'Ctrl+Space');
    const seen = await running.app.evaluate(async ({ screen, session, globalShortcut }) => ({
      bounds: screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).bounds,
      proxy: await session.defaultSession.resolveProxy('https://a.example/'),
      taken: globalShortcut.register('CommandOrControl+Space', () => {}),
    }));
    expect(seen).toEqual({ bounds: right, proxy: 'PROXY proxy.example:3128', taken: false });
  });
});

/** Live processes whose command line names the profile. */
function processesOf(profile: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(profile) && !line.startsWith('Z') && !line.includes(' ps '));
}

/** An application of one window whose page says "Small". */
async function writeSmallApplication(folder: string, preload: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'small', version: '1.0.0', main: 'main.cjs' }));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Small</title><h1>Small</h1>');
  await writeFile(join(folder, 'preload.cjs'), preload);
  const main = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ webPreferences: { preload: __dirname + '/preload.cjs' } });
  window.loadFile(__dirname + '/index.html');
});`;
  await writeFile(join(folder, 'main.cjs'), main);
}
