const { contextBridge, ipcRenderer } = require('electron');

globalThis.secretOfThePreload = 42;

function attempt(run) {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

contextBridge.exposeInMainWorld('api', {
  version: '1',
  list: [1, { deep: 2 }],
  add: (a, b) => a + b,
  throws: () => {
    throw new RangeError('nope');
  },
  requireFs: () => attempt(() => require('node:fs')),
  exposeAgain: () => attempt(() => contextBridge.exposeInMainWorld('api', {})),
  unknownMember: () => attempt(() => ipcRenderer.sendSync('x')),
  sendFunction: () => attempt(() => ipcRenderer.send('x', () => 1)),
  sendInstance: () => {
    class Point {
      x = 1;
      length() {
        return this.x;
      }
    }
    return ipcRenderer.invoke('describe', new Point());
  },
  argv: process.argv,
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  notify: (title) => ipcRenderer.send('notify', title),
  on: (channel, listener) => {
    const forward = (_event, ...args) => listener(...args);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.off(channel, forward);
  },
});
