/** A small tray application that uses a bit of everything: what the contract of the double is checked with. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  powerMonitor,
  protocol,
  session,
  shell,
  Tray,
} from 'electron';

const ORIGIN = 'halext-app://ui';
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ');
const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** What happened, in order: the spec reads it through `evaluate`. */
const events = [];
globalThis.sampleEvents = events;
let quitting = false;

protocol.registerSchemesAsPrivileged([
  { scheme: 'halext-app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

if (!app.requestSingleInstanceLock({ from: process.pid })) app.quit();
else run();

function run() {
  let main = null;
  app.on('second-instance', (_event, argv) => main?.webContents.send('second', argv));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    main?.webContents.send('link', url);
  });
  app.on('window-all-closed', () => {});
  for (const name of ['before-quit', 'will-quit']) app.on(name, () => note(name));
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('quit', () => note('quit'));
  app.on('render-process-gone', (_event, _contents, details) => note(`gone:${details.reason}`));
  app.on('web-contents-created', (_event, contents) => guard(contents));
  app.whenReady().then(() => {
    servePages();
    session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
      answer(permission === 'clipboard-sanitized-write');
    });
    answerMessages();
    main = makeMain();
    makeQuick();
    makeTray(main);
    globalShortcut.register('Alt+Space', () => quick().show());
    powerMonitor.on('suspend', () => main.webContents.send('power', 'suspend'));
    app.setLoginItemSettings({ openAtLogin: true });
  });
}

function note(name) {
  events.push(name);
  console.log(`event: ${name}`);
}

function guard(contents) {
  contents.setWindowOpenHandler(({ url }) => {
    shell.openExternal(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${ORIGIN}/`)) event.preventDefault();
  });
}

function servePages() {
  protocol.handle('halext-app', async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host !== 'ui') return new Response(null, { status: 404 });
    try {
      const body = await readFile(join(app.getAppPath(), 'pages', pathname));
      const headers = {
        'content-type': TYPES[pathname.split('.').pop()],
        'content-security-policy': POLICY,
        'cross-origin-opener-policy': 'same-origin',
      };
      return new Response(body, { headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

function answerMessages() {
  ipcMain.handle('echo', (_event, value) => value);
  ipcMain.handle('who', (event) => ({
    url: event.senderFrame.url,
    origin: event.senderFrame.origin,
    top: event.senderFrame.parent === null,
    id: event.sender.id,
  }));
  ipcMain.handle('describe', (_event, value) => ({
    tag: Object.prototype.toString.call(value),
    plain: Object.getPrototypeOf(value) === Object.prototype,
  }));
  ipcMain.handle('fails', () => {
    throw new TypeError('no way');
  });
  ipcMain.handle('returns-function', () => () => 1);
  ipcMain.on('notify', (_event, title) => {
    const notification = new Notification({ title, body: 'A body' });
    notification.on('click', () => note(`clicked:${title}`));
    notification.show();
  });
}

function makeMain() {
  const window = new BrowserWindow({ width: 900, height: 600, show: false, webPreferences: preferences() });
  for (const name of ['show', 'hide', 'focus', 'blur', 'close', 'ready-to-show']) {
    window.on(name, () => note(`main:${name}`));
  }
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (quitting) return;
    event.preventDefault();
    window.hide();
  });
  window.loadURL(`${ORIGIN}/index.html`);
  return window;
}

function makeQuick() {
  const window = new BrowserWindow({
    width: 500,
    height: 200,
    show: false,
    frame: false,
    alwaysOnTop: true,
    skipTaskbar: true,
    webPreferences: preferences(),
  });
  window.on('blur', () => window.hide());
  window.loadURL(`${ORIGIN}/quick.html`);
}

function quick() {
  return BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().endsWith('/quick.html'));
}

function preferences() {
  return {
    preload: join(app.getAppPath(), 'preload.cjs'),
    additionalArguments: ['--sample=1'],
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
  };
}

function makeTray(main) {
  const tray = new Tray(nativeImage.createEmpty());
  globalThis.sampleTray = tray; // a collected tray icon vanishes
  tray.setToolTip('Sample');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Show', click: () => main.show() },
      { type: 'separator' },
      {
        label: 'More',
        submenu: [{ label: 'Tick', id: 'tick', type: 'checkbox', click: (item) => note(`tick:${item.checked}`) }],
      },
      { label: 'Hidden', visible: false },
      { label: 'Quit', role: 'quit' },
    ]),
  );
  tray.on('click', () => main.show());
}
