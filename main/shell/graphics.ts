import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Whether this run draws with the graphics card, and whether the next one will. */
export type Acceleration = 'on' | 'off' | 'offNext';

export interface Graphics {
  state(): Acceleration;
  /** The process that draws has ended. True when that was once too often: from the next start on it is done without. */
  crashed(at: number): boolean;
  /** The next start tries the graphics card again. */
  tryAgain(): void;
}

const FILE = 'graphics.json';
const kept = z.object({ acceleration: z.literal('off'), electron: z.string() });

/**
 * The second crash decides: Chromium itself tries other ways to draw after some more, and ends the whole program when
 * none is left (https://www.electronjs.org/docs/latest/api/app#appdisablehardwareacceleration is for the next start).
 */
const LIMIT = 2;
const WINDOW_MS = 5 * 60_000;

/**
 * Reads, before the app is ready, what earlier runs learned about the graphics card. Another Electron has another
 * Chromium and gets another chance. Where nothing can be written the lesson is lost, and learned again.
 */
export function openGraphics(profile: string, electron: string): Graphics {
  const file = join(profile, FILE);
  const off = isOff(file, electron);
  let failed = false;
  let crashes: number[] = [];

  return {
    state: () => (off ? 'off' : failed ? 'offNext' : 'on'),
    crashed(at) {
      crashes = [...crashes.filter((time) => at - time < WINDOW_MS), at];
      if (off || failed || crashes.length < LIMIT) return false;
      failed = true;
      attempt(() => writeFileSync(file, JSON.stringify({ acceleration: 'off', electron })));
      return true;
    },
    tryAgain: () => attempt(() => rmSync(file, { force: true })),
  };
}

function isOff(file: string, electron: string): boolean {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8'))).electron === electron;
  } catch {
    return false;
  }
}

function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // Said above: the lesson is lost.
  }
}
