import { mkdirSync } from 'node:fs';
import { boot } from '../boot.ts';
import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';
import { life, windows } from '../state.ts';
import { commandLine, systemLanguages } from './command-line.ts';
import { InstanceLock } from './instance-lock.ts';
import { start, whenReady } from './lifecycle.ts';
import { appName, getPath, setPath } from './paths.ts';

/** What the application asked the system for. */
export const requests = {
  protocols: new Set<string>(),
  loginItem: null as Electron.Settings | null,
  appUserModelId: null as string | null,
  badge: 0,
  relaunch: null as Electron.RelaunchOptions | null,
  sandboxed: false,
};

class AppDouble extends StrictEmitter implements Public<Electron.App, 'dock'> {
  readonly isPackaged = false;
  readonly commandLine = commandLine;
  readonly dock = undefined;
  readonly #lock: InstanceLock;

  constructor() {
    super('app');
    this.#lock = new InstanceLock(({ argv, cwd, additionalData }) => {
      void whenReady.then(() => this.emit('second-instance', makeEvent(), argv, cwd, additionalData));
    });
    void whenReady.then(() => this.emit('ready', makeEvent(), {}));
  }

  // ------------------------------------------------------------------------------------------ identity and paths

  get name(): string {
    return appName.current;
  }
  set name(name: string) {
    appName.current = name;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return boot.manifest.version ?? '0.0.0';
  }
  getAppPath(): string {
    return boot.root;
  }
  getPath(key: string): string {
    return getPath(key);
  }
  setPath(key: string, path: string): void {
    setPath(key, path);
  }
  setAppLogsPath(path?: string): void {
    setPath('logs', path ?? getPath('logs'));
    mkdirSync(getPath('logs'), { recursive: true });
  }
  getLocale(): string {
    return systemLanguages()[0] ?? 'en-US';
  }
  getSystemLocale(): string {
    return this.getLocale();
  }
  getPreferredSystemLanguages(): string[] {
    return systemLanguages();
  }
  getLocaleCountryCode(): string {
    return this.getLocale().split('-')[1] ?? '';
  }

  // ------------------------------------------------------------------------------------------ life

  whenReady(): Promise<void> {
    start();
    return whenReady;
  }
  isReady(): boolean {
    return life.ready;
  }

  requestSingleInstanceLock(additionalData: Record<PropertyKey, unknown> = {}): boolean {
    return this.#lock.request(additionalData);
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock.held;
  }
  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }

  /** before-quit → every window closes (any may refuse) → will-quit → quit. */
  quit(): void {
    if (life.quitting) return;
    life.quitting = true;
    const allowed = this.#ask('before-quit') && this.#closeWindows() && this.#ask('will-quit');
    if (allowed) this.exit(0);
    else life.quitting = false;
  }

  #ask(name: string): boolean {
    const event = makeEvent();
    this.emit(name, event);
    return !event.defaultPrevented;
  }

  #closeWindows(): boolean {
    for (const window of [...windows.values()]) {
      window.close();
      if (!window.isDestroyed()) return false;
    }
    return true;
  }

  exit(code = 0): void {
    if (life.exited) return;
    life.exited = true;
    this.emit('quit', makeEvent(), code);
    this.releaseSingleInstanceLock();
    process.exit(code);
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    requests.relaunch = options;
  }

  // ------------------------------------------------------------------------------------------ the system

  setAsDefaultProtocolClient(scheme: string): boolean {
    requests.protocols.add(scheme);
    return true;
  }
  isDefaultProtocolClient(scheme: string): boolean {
    return requests.protocols.has(scheme);
  }
  removeAsDefaultProtocolClient(scheme: string): boolean {
    return requests.protocols.delete(scheme);
  }
  setLoginItemSettings(settings: Electron.Settings): void {
    requests.loginItem = { ...settings };
  }
  getLoginItemSettings(): Electron.LoginItemSettings {
    const openAtLogin = requests.loginItem?.openAtLogin ?? false;
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    };
  }
  setAppUserModelId(id: string): void {
    requests.appUserModelId = id;
  }
  setDesktopName(): void {}
  setAboutPanelOptions(): void {}
  setBadgeCount(count = 0): boolean {
    requests.badge = count;
    return true;
  }
  getBadgeCount(): number {
    return requests.badge;
  }
  enableSandbox(): void {
    if (life.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    requests.sandboxed = true;
  }
  disableHardwareAcceleration(): void {
    if (life.ready) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
    commandLine.appendSwitch('disable-gpu');
  }
  isHardwareAccelerationEnabled(): boolean {
    return !commandLine.hasSwitch('disable-gpu');
  }
  getGPUFeatureStatus(): Electron.GPUFeatureStatus {
    return {} as Electron.GPUFeatureStatus;
  }
  async getGPUInfo(): Promise<unknown> {
    return { gpuDevice: [] };
  }
  getAppMetrics(): Electron.ProcessMetric[] {
    const { user, system } = process.cpuUsage();
    return [
      {
        pid: process.pid,
        type: 'Browser',
        creationTime: Date.now() - process.uptime() * 1000,
        cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0, cumulativeCPUUsage: (user + system) / 1e6 },
        memory: { workingSetSize: Math.round(process.memoryUsage().rss / 1024), peakWorkingSetSize: 0 },
      },
    ];
  }
  async setProxy(): Promise<void> {}
  isAccessibilitySupportEnabled(): boolean {
    return false;
  }
  setAccessibilitySupportEnabled(): void {}
  focus(): void {
    [...windows.values()].find((window) => window.isVisible())?.focus();
  }
  hide(): void {
    for (const window of windows.values()) window.hide();
  }
  show(): void {}
}

export const app = new AppDouble();

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(signal, () => (life.quitting ? app.exit(0) : app.quit()));
