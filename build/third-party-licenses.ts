import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Licence } from '../preload/contract.ts';

export interface PackageFolder {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its package.json. */
  readonly license: string | null;
  readonly folder: string;
}

interface Part extends Omit<Licence, 'version' | 'text'> {
  /** The package it comes in. */
  readonly of: string;
  readonly file: string;
}

/** Parts with a licence other than that of the package they come in: the fonts name theirs in their metadata. */
const PARTS: readonly Part[] = [
  {
    of: 'katex',
    name: 'KaTeX fonts',
    kind: 'OFL-1.1',
    file: join(import.meta.dirname, 'licenses/katex-fonts.txt'),
  },
];

const INTRODUCTION = `Halext Companion contains the software listed here, each part under its own licence.
The licences of Electron and Chromium come with Electron, in files of their own.`;

const RULE = '-'.repeat(80);

/** The licence of each package and of its parts, by name. Throws for a package without one: we may not ship it so. */
export function licencesOf(packages: readonly PackageFolder[]): readonly Licence[] {
  const sorted = packages
    .map((found) => ({ found, licence: licenceOf(found) }))
    .sort((a, b) => (title(a.licence) < title(b.licence) ? -1 : 1));
  return sorted.flatMap(({ found, licence }) => [
    licence,
    ...PARTS.filter(({ of }) => of === found.name).map(({ name, kind, file }) => ({
      name,
      version: '',
      kind,
      text: readText(file),
    })),
  ]);
}

/** The text that goes with the application, for people. Throws as `licencesOf` does. */
export function licensesText(packages: readonly PackageFolder[]): string {
  const sections = licencesOf(packages).map((each) => `${RULE}\n${title(each)}\n${RULE}\n\n${each.text}`);
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

/** `react 19.3.1 (MIT)` */
function title({ name, version, kind }: Licence): string {
  return `${[name, version].filter(Boolean).join(' ')} (${kind})`;
}

function licenceOf(found: PackageFolder): Licence {
  const { name, version, license } = found;
  if (!license) throw new Error(`${name} ${version} names no licence.`);
  return { name, version, kind: license, text: ownLicense(found) };
}

function ownLicense({ name, version, folder }: PackageFolder): string {
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort();
  if (files.length > 0) return files.map((file) => readText(join(folder, file))).join('\n\n');
  // Published without its text: written down here from what the package and its repository say.
  const writtenDown = join(import.meta.dirname, 'licenses', `${name.replace('/', '-')}.txt`);
  if (!existsSync(writtenDown)) throw new Error(`${name} ${version} comes without the text of its licence.`);
  return readText(writtenDown);
}

function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}
