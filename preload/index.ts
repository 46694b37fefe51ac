import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from './contract.ts';

const bridge: Bridge = {
  call: (command, request) => ipcRenderer.invoke('companion:call', command, request),
  on: (topic, listener) => {
    const channel = `companion:${topic}`;
    // The event object carries the sender and is never handed to the page.
    const forward = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.off(channel, forward);
  },
};

contextBridge.exposeInMainWorld('companion', bridge);
