/**
 * Gives a real, unpackaged Electron the `globalThis.__desktop` of the double: `electron -r spy.cjs <application>`. It wraps
 * methods and prototypes, which are shared with the application's ESM imports, and draws nothing away from the system.
 *
 * It has been run on the double only. Whether each wrapped member behaves so in a real Electron is for the first run of
 * the specs there to show.
 */
const electron = require('electron');
const { app, BrowserWindow, dialog, globalShortcut, Menu, nativeTheme, net, Notification, powerMonitor, shell, Tray } =
  electron;

const trays = [];
const notifications = [];
const opened = [];
const dialogs = [];
const dialogAnswers = [];
const navigations = [];
const protocols = [];
const faults = [];
const shortcuts = new Map();
const taken = new Set();
let loginItem = null;
let online = true;

function wrap(holder, name, replacement) {
  const original = holder[name];
  holder[name] = function (...args) {
    return replacement.call(this, (...given) => original.apply(this, given), ...args);
  };
}

function recordFault(kind, message, where = 'main') {
  const fault = { kind, message: String(message), where };
  faults.push(fault);
  process.stderr.write(`desktop-fault: ${JSON.stringify(fault)}\n`);
}

const NAMES = { commandorcontrol: 'control', cmdorctrl: 'control', ctrl: 'control', option: 'alt', esc: 'escape' };
function normalise(accelerator) {
  const parts = accelerator.split('+').map((part) => part.toLowerCase());
  const named = parts.map((part) => NAMES[part] ?? part);
  return named.sort().join('+');
}

wrap(globalShortcut, 'register', (register, accelerator, callback) => {
  if (taken.has(normalise(accelerator))) return false;
  register(accelerator, callback); // another program of the person may have it: a test's key is the test's to decide
  shortcuts.set(normalise(accelerator), callback);
  return true;
});
wrap(globalShortcut, 'unregister', (unregister, accelerator) => {
  shortcuts.delete(normalise(accelerator));
  return unregister(accelerator);
});
wrap(shell, 'openExternal', async (_open, url) => void opened.push(url));
wrap(app, 'setLoginItemSettings', (_set, settings) => {
  loginItem = { ...settings };
});
wrap(app, 'setAsDefaultProtocolClient', (_set, scheme) => protocols.push(scheme) > 0);
wrap(net, 'isOnline', (isOnline) => online && isOnline());
/** The system's theme as a test has set it: what 'system' stands for from then on. */
let systemTheme = 'system';
let chosenTheme = 'system';
const themeSource = findAccessor(nativeTheme, 'themeSource');
function applyTheme() {
  themeSource.set.call(nativeTheme, chosenTheme === 'system' ? systemTheme : chosenTheme);
}
Object.defineProperty(nativeTheme, 'themeSource', {
  configurable: true,
  get: () => chosenTheme,
  set(theme) {
    chosenTheme = theme;
    applyTheme();
  },
});

function findAccessor(object, name) {
  for (let holder = object; holder; holder = Object.getPrototypeOf(holder)) {
    const found = Object.getOwnPropertyDescriptor(holder, name);
    if (found?.set) return found;
  }
  throw new Error(`${name} has no setter in this Electron`);
}

wrap(Notification.prototype, 'show', function (show) {
  const entry = { notification: this, open: true };
  this.on('close', () => {
    entry.open = false;
  });
  notifications.push(entry);
  show();
});
for (const name of ['setContextMenu', 'setToolTip', 'setImage', 'setTitle'])
  wrap(Tray.prototype, name, function (set, value) {
    const known = trays.find(({ tray }) => tray === this);
    const entry = known ?? { tray: this };
    if (!known) trays.push(entry);
    entry[name] = value;
    return set(value);
  });
for (const [name, kind] of [
  ['showOpenDialog', 'open'],
  ['showSaveDialog', 'save'],
  ['showMessageBox', 'message'],
])
  wrap(dialog, name, async (_show, ...args) => {
    dialogs.push({ kind, options: args.at(-1) });
    return (
      dialogAnswers.shift() ?? { canceled: true, filePaths: [], filePath: '', response: 0, checkboxChecked: false }
    );
  });

app.on('web-contents-created', (_event, contents) => {
  const followNavigation = (event) =>
    setImmediate(() => navigations.push({ url: event.url, prevented: event.defaultPrevented }));
  contents.on('will-navigate', followNavigation);
  contents.on('console-message', (event) => {
    if (event.level === 'error') recordFault('console', event.message, contents.getURL());
  });
  contents.on('preload-error', (_preloadEvent, path, error) => recordFault('preload', error.stack, path));
});
process.on('unhandledRejection', (reason) => recordFault('rejection', reason?.stack ?? reason));

/** The words of the buttons that are drawn: Linux draws none. */
function buttonsOf(actions) {
  return process.platform === 'linux' ? [] : (actions ?? []).map(({ text }) => text ?? '');
}

function describeMenu(menu) {
  const visible = (menu?.items ?? []).filter((item) => item.visible);
  return visible.map(({ label, id, type, enabled, checked, submenu }) => ({
    label,
    id: id ?? '',
    type,
    enabled,
    checked,
    ...(submenu ? { submenu: describeMenu(submenu) } : {}),
  }));
}

function findItem(menu, labelOrId) {
  for (const item of menu?.items ?? []) {
    const found = item.label === labelOrId || item.id === labelOrId ? item : findItem(item.submenu, labelOrId);
    if (found) return found;
  }
  return null;
}

function describeWindow(window) {
  return {
    id: window.id,
    title: window.getTitle(),
    url: window.webContents.getURL(),
    visible: window.isVisible(),
    focused: window.isFocused(),
    minimized: window.isMinimized(),
    alwaysOnTop: window.isAlwaysOnTop(),
    bounds: window.getBounds(),
  };
}

Object.defineProperty(globalThis, '__desktop', {
  value: {
    kind: 'electron',
    faults: () => [...faults],
    windows: () => BrowserWindow.getAllWindows().map(describeWindow),
    tray: {
      count: () => trays.filter(({ tray }) => !tray.isDestroyed()).length,
      click: (index = 0) => void trays[index].tray.emit('click', {}, trays[index].tray.getBounds(), { x: 0, y: 0 }),
      rightClick: (index = 0) => void trays[index].tray.emit('right-click', {}, trays[index].tray.getBounds()),
      labels: (index = 0) => describeMenu(trays[index]?.setContextMenu).map(({ label }) => label),
      items: (index = 0) => describeMenu(trays[index]?.setContextMenu),
      state: (index = 0) => ({ toolTip: trays[index].setToolTip ?? '', title: trays[index].setTitle ?? '' }),
    },
    menu: {
      click(labelOrId) {
        const menus = [...trays.map((entry) => entry.setContextMenu), Menu.getApplicationMenu()];
        const item = menus.map((menu) => findItem(menu, labelOrId)).find((found) => found);
        if (!item) throw new Error(`There is no menu item ${labelOrId}`);
        item.click();
      },
      application: () => describeMenu(Menu.getApplicationMenu()),
    },
    globalShortcut: {
      trigger(accelerator) {
        const callback = shortcuts.get(normalise(accelerator));
        callback?.();
        return callback !== undefined;
      },
      list: () => [...shortcuts.keys()],
      take: (accelerator) => void taken.add(normalise(accelerator)),
      release: (accelerator) => void taken.delete(normalise(accelerator)),
    },
    notifications: () =>
      notifications.map(({ notification: { title, body, silent, actions }, open }) => ({
        title,
        body,
        silent,
        actions: buttonsOf(actions),
        open,
      })),
    pressNotification(label, index = -1) {
      const { notification } = notifications.at(index);
      const actionIndex = buttonsOf(notification.actions).indexOf(label);
      if (actionIndex < 0) throw new Error(`Notification ${index} has no button ${label}`);
      notification.emit('action', { actionIndex, selectionIndex: -1 }, actionIndex, -1);
    },
    badge: () => app.getBadgeCount(),
    clickNotification: (index = -1) => void notifications.at(index).notification.emit('click', {}),
    opened: () => [...opened],
    dialogs: () => [...dialogs],
    answerDialog: (result) => void dialogAnswers.push(result),
    blurAll: () => void BrowserWindow.getFocusedWindow()?.blur(),
    openUrl(url) {
      let taken = false;
      app.emit('open-url', { preventDefault: () => (taken = true) }, url);
      return taken;
    },
    power: (event) => void powerMonitor.emit(event, {}),
    async online(value) {
      online = value;
      for (const window of BrowserWindow.getAllWindows())
        window.webContents.session.enableNetworkEmulation({ offline: !value });
    },
    systemTheme(dark) {
      systemTheme = dark ? 'dark' : 'light';
      applyTheme();
    },
    loginItem: () => loginItem,
    protocols: () => [...protocols],
    navigations: () => [...navigations],
  },
});
