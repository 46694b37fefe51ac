import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import type { NotificationReport } from '../../preload/contract.ts';
import { type DesktopFacts, desktopOf, sessionOf } from '../hotkey/environment.ts';
import { briefCommand } from './brief-command.ts';
import { readDesktopFacts } from './desktop-facts.ts';
import { readDoNotDisturb } from './do-not-disturb.ts';
import { createBusReader } from './session-bus.ts';
import { hasTrayHost } from './tray-host.ts';

/** What only the running desktop can tell; each answer takes two seconds at most and never fails. */
export interface DesktopReader {
  readonly session: DesktopFacts['session'];
  facts(): Promise<DesktopFacts>;
  hasTrayHost(): Promise<boolean>;
  doNotDisturb(): Promise<NotificationReport['doNotDisturb']>;
}

export function createDesktopReader(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): DesktopReader {
  const run = briefCommand(env);
  const readBus = createBusReader(run);
  const desktop = desktopOf(platform, env);
  const session = sessionOf(platform, env);
  return {
    session,
    facts: () => readDesktopFacts({ platform, env, home: homedir(), readBus, exists: existsSync }),
    hasTrayHost: () => hasTrayHost({ desktop, session }, readBus),
    doNotDisturb: () => readDoNotDisturb(desktop, run, readBus),
  };
}
