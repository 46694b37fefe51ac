/**
 * Fails when the lock file lacks an optional package that something in it names. Platforms' packages are optional ones,
 * whatever they are called (`fsevents` is macOS's); a lock made where some of them cannot be fetched is silently
 * incomplete, and `npm ci` then fails on the systems that need them. Fails too when an entry names a place to fetch it
 * from: npm then asks that host instead of the registry it is configured for.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './electron-binary.ts';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly packages?: Readonly<Record<string, LockEntry>>;
}

/** A version without a range. */
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

/** One sentence for each optional package the lock file lacks or half knows, and for each entry tied to a host. */
export function findLockProblems(lock: LockFile): string[] {
  const packages = lock.packages ?? {};
  return Object.entries(packages).flatMap(([path, { resolved, optionalDependencies = {} }]) => {
    const own = path === '' ? 'package.json' : path.replace(/^.*node_modules\//, '');
    const lacking = Object.entries(optionalDependencies).flatMap(([name, range]) => {
      const problem = judge(resolveEntry(packages, path, name), range);
      return problem ? [`${name} (optional dependency of ${own}) ${problem}`] : [];
    });
    return resolved ? [...lacking, `${own} is to be fetched from ${resolved}`] : lacking;
  });
}

function judge(entry: LockEntry | undefined, range: string): string | null {
  if (!entry) return 'is missing';
  if (!entry.version) return 'has no version';
  if (EXACT.test(range) && entry.version !== range) return `is there as ${entry.version}, not ${range}`;
  return entry.integrity ? null : 'has no integrity hash';
}

/** As Node looks packages up: beside the dependent's own, then in each folder above. */
function resolveEntry(
  packages: Readonly<Record<string, LockEntry>>,
  from: string,
  name: string,
): LockEntry | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const found = packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (found || folder === '') return found;
  }
}

function main(): void {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile;
  const problems = findLockProblems(lock);
  for (const problem of problems) console.error(`package-lock.json: ${problem}`);
  if (problems.length === 0) console.log('package-lock.json holds every platform’s packages, and no host.');
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
