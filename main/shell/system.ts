import { cpus, release, totalmem, type } from 'node:os';
import { app, screen, shell } from 'electron';
import { z } from 'zod';
import type { AppInfo } from '../../preload/contract.ts';
import type { Program } from '../diagnostics/crash-reports.ts';
import type { SystemFacts } from '../diagnostics/facts.ts';
import { externalAddress } from '../external-link.ts';

/** What the pages may know about the program and the system. */
export function appInfo(language: 'en' | 'fr'): AppInfo {
  const { electron = '', chrome = '', node } = process.versions;
  const { platform } = process;
  return {
    version: app.getVersion(),
    platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    shell: process.env.COMPANION_SHELL_RUNNING === 'double' ? 'double' : 'electron',
    language,
    versions: { electron, chrome, node },
  };
}

/** What runs, as crash reports say it. */
export function runningProgram(): Program {
  const { electron = '', chrome = '', node } = process.versions;
  return { version: app.getVersion(), electron, chrome, node, system: `${process.platform}-${process.arch}` };
}

/** Opens what a page tried to open by itself when it is a link one may follow; nothing otherwise. */
export function openFromPage(url: string): void {
  const address = externalAddress(url);
  if (address) void shell.openExternal(address);
}

/** What the computer is and how Chromium draws on it. Names of people and machines are not among it. */
export async function systemFacts(): Promise<SystemFacts> {
  const [processor] = cpus();
  const used = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize * KILOBYTE, 0);
  return {
    system: `${type()} ${release()} ${process.arch}`,
    processor: { model: processor?.model ?? '', cores: cpus().length },
    memory: { total: totalmem(), used },
    uptime: process.uptime() * 1000,
    graphics: {
      accelerated: app.isHardwareAccelerationEnabled(),
      features: Object.entries(app.getGPUFeatureStatus()),
      devices: await graphicsDevices(),
    },
    screens: screen.getAllDisplays().map(({ size, scaleFactor, rotation }) => ({
      width: size.width,
      height: size.height,
      scale: scaleFactor,
      rotation,
    })),
  };
}

/** `getAppMetrics` counts in them. */
const KILOBYTE = 1024;

const gpuInfo = z.object({
  gpuDevice: z.array(
    z.object({
      vendorId: z.number(),
      deviceId: z.number(),
      driverVendor: z.string().optional(),
      driverVersion: z.string().optional(),
    }),
  ),
});

/** Rejects where there is no GPU process. */
async function graphicsDevices(): Promise<string[]> {
  const found = gpuInfo.safeParse(await app.getGPUInfo('basic').catch(() => null));
  if (!found.success) return [];
  return found.data.gpuDevice.map(({ vendorId, deviceId, driverVendor, driverVersion }) =>
    [`${vendorId.toString(16)}:${deviceId.toString(16)}`, driverVendor, driverVersion].filter(Boolean).join(' '),
  );
}
