/**
 * Writes the list of parts of the shipped program as CycloneDX 1.6: the packages whose code the bundler really took (the
 * build leaves them in `dist/licences.json`), Electron, and what is inside Electron. Packages that only build or test are
 * not in it.
 *
 *   node build/sbom.ts <file> [<versions.json>]
 *
 * The second file is `process.versions` of the Electron that is shipped; without it Chromium and Node.js are left out,
 * and the list says that it is incomplete.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Part {
  readonly name: string;
  /** Empty for what comes inside a package and has none of its own. */
  readonly version: string;
  /** SPDX expression. */
  readonly kind: string;
}

export interface SbomInput {
  readonly program: { readonly name: string; readonly version: string; readonly license: string };
  readonly parts: readonly Part[];
  readonly lock: Lock;
  readonly electron: { readonly version: string; readonly checksums: Readonly<Record<string, string>> };
  /** What is inside Electron; `null` when nobody could ask it. */
  readonly inside: Readonly<Record<string, string | undefined>> | null;
  readonly serial: string;
  readonly at: number;
}

/** The part of package-lock.json that is read. */
export interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly name?: string; readonly version?: string; readonly integrity?: string }>
  >;
}

interface Component {
  readonly type: 'application' | 'framework' | 'library' | 'platform' | 'file';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly licenses?: readonly ({ readonly license: { readonly id: string } } | { readonly expression: string })[];
  readonly hashes?: readonly Hash[];
  readonly externalReferences?: readonly {
    readonly type: 'distribution';
    readonly url: string;
    readonly hashes: readonly Hash[];
  }[];
}

interface Hash {
  readonly alg: 'SHA-256' | 'SHA-512';
  readonly content: string;
}

export type Sbom = ReturnType<typeof createSbom>;

export function createSbom({ program, parts, lock, electron, inside, serial, at }: SbomInput) {
  const root: Component = {
    type: 'application',
    'bom-ref': `${program.name}@${program.version}`,
    name: program.name,
    version: program.version,
    licenses: [licenceOf(program.license)],
  };
  const shell = electronComponent(electron);
  const inElectron = inside ? insideElectron(inside) : [];
  const bundled = parts.map((part) => partComponent(part, lock));
  const refs = (all: readonly Component[]) => all.map((each) => each['bom-ref']);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial}`,
    version: 1,
    metadata: { timestamp: new Date(at).toISOString(), lifecycles: [{ phase: 'build' }], component: root },
    components: [shell, ...inElectron, ...bundled],
    dependencies: [
      // Everything is bundled into one program: which package brought which is not seen from outside.
      { ref: root['bom-ref'], dependsOn: refs([shell, ...bundled]) },
      { ref: shell['bom-ref'], dependsOn: refs(inElectron) },
      ...refs([...inElectron, ...bundled]).map((ref) => ({ ref, dependsOn: [] })),
    ],
    compositions: [{ aggregate: inside ? 'complete' : 'incomplete', assemblies: [root['bom-ref']] }],
  } as const;
}

function electronComponent({ version, checksums }: SbomInput['electron']): Component {
  const archive = /^electron-v[\d.]+-(?:darwin|linux|win32)-(?:x64|arm64)\.zip$/;
  return {
    type: 'framework',
    'bom-ref': `electron@${version}`,
    name: 'electron',
    version,
    purl: `pkg:npm/electron@${version}`,
    licenses: [licenceOf('MIT')],
    externalReferences: Object.entries(checksums)
      .filter(([name]) => archive.test(name))
      .map(([name, content]) => ({
        type: 'distribution',
        url: `https://github.com/electron/electron/releases/download/v${version}/${name}`,
        hashes: [{ alg: 'SHA-256', content }],
      })),
  };
}

/** The names of `process.versions` under which scanners know them. */
function insideElectron({ chrome, node, openssl }: Readonly<Record<string, string | undefined>>): Component[] {
  const named = [
    ['chromium', chrome, 'BSD-3-Clause'],
    ['node.js', node, 'MIT'],
    ['boringssl', openssl, ''],
  ] as const;
  return named.flatMap(([name, version, licence]) =>
    version === undefined
      ? []
      : [
          {
            type: 'platform' as const,
            'bom-ref': `${name}@${version}`,
            name,
            version,
            purl: `pkg:generic/${name}@${version}`,
            ...(licence ? { licenses: [licenceOf(licence)] } : {}),
          },
        ],
  );
}

function partComponent({ name, version, kind }: Part, lock: Lock): Component {
  const licenses = [licenceOf(kind)];
  if (version === '') return { type: 'file', 'bom-ref': name, name, licenses };
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses,
    hashes: [hashOf(name, version, lock)],
  };
}

function licenceOf(kind: string): { license: { id: string } } | { expression: string } {
  return /\s/.test(kind) ? { expression: kind } : { license: { id: kind } };
}

/** Of the archive the registry gave. Throws for a package the lock file does not know: it came from nowhere. */
function hashOf(name: string, version: string, { packages }: Lock): Hash {
  const found = Object.entries(packages).find(
    ([path, each]) => (each.name ?? path.replace(/^.*node_modules\//, '')) === name && each.version === version,
  );
  const base64 = /^sha512-(.+)$/.exec(found?.[1].integrity ?? '')?.[1];
  if (base64 === undefined) throw new Error(`package-lock.json does not know ${name} ${version}`);
  return { alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') };
}

/** Reads what the build has left. */
export function readInput(root: string): Omit<SbomInput, 'inside' | 'serial' | 'at'> {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
  return {
    program: read('package.json'),
    parts: read('dist/licences.json'),
    lock: read('package-lock.json'),
    electron: {
      version: read<{ version: string }>('node_modules/electron/package.json').version,
      checksums: read('node_modules/electron/checksums.json'),
    },
  };
}

function main([file, versions]: string[]): void {
  if (file === undefined) throw new Error('usage: node build/sbom.ts <file> [<versions.json>]');
  const inside = versions === undefined ? null : (JSON.parse(readFileSync(versions, 'utf8')) as Record<string, string>);
  const input = readInput(join(import.meta.dirname, '..'));
  const sbom = createSbom({ ...input, inside, serial: randomUUID(), at: Date.now() });
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
}

if (import.meta.main) main(process.argv.slice(2));
