import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** What the command line says: which application, with which switches. */
export interface Boot {
  /** Folder of the application: what `app.getAppPath()` answers. */
  readonly root: string;
  readonly manifest: Manifest;
  /** The application's main script. */
  readonly main: string;
  readonly executable: string;
  /** Switches of the shell itself and of the application, without the leading dashes; `''` for one without a value. */
  readonly switches: ReadonlyMap<string, string>;
  /** Windows are real ones on `$DISPLAY`. */
  readonly headed: boolean;
}

function readManifest(folder: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return null;
  }
}

function parseSwitches(words: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const word of words) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(word);
    if (match?.[1]) found.set(match[1], match[2] ?? '');
  }
  return found;
}

function readBoot(env: NodeJS.ProcessEnv): Boot {
  const named = resolve(env.ELECTRON_DOUBLE_APP ?? '.');
  const isFolder = statSync(named).isDirectory();
  const root = isFolder ? named : dirname(named);
  const manifest = readManifest(root) ?? {};
  const own = (env.ELECTRON_DOUBLE_SWITCHES ?? '').split('\n');
  return {
    root,
    manifest,
    main: isFolder ? join(named, manifest.main ?? 'index.js') : named,
    executable: env.ELECTRON_DOUBLE_EXECUTABLE ?? process.execPath,
    switches: parseSwitches([...own, ...process.argv.slice(2)]),
    headed: Boolean(env.ELECTRON_DOUBLE_HEADED),
  };
}

export const boot: Boot = readBoot(process.env);

// Programs the application starts are not told about us.
for (const name of ['APP', 'SWITCHES', 'EXECUTABLE', 'HEADED']) delete process.env[`ELECTRON_DOUBLE_${name}`];
