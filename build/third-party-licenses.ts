import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PackageFolder {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its package.json. */
  readonly license: string | null;
  readonly folder: string;
}

/** Parts with a licence other than that of the package they come in: the fonts name theirs in their metadata. */
const PARTS: readonly { readonly of: string; readonly title: string; readonly file: string }[] = [
  {
    of: 'katex',
    title: 'KaTeX fonts (OFL-1.1)',
    file: join(import.meta.dirname, 'licenses/katex-fonts.txt'),
  },
];

const INTRODUCTION = `Halext Companion contains the software listed here, each part under its own licence.
The licences of Electron and Chromium come with Electron, in files of their own.`;

const RULE = '-'.repeat(80);

/** The text that goes with the application. Throws for a package without a licence: we may not ship it like that. */
export function licensesText(packages: readonly PackageFolder[]): string {
  const sorted = packages.toSorted((a, b) => (title(a) < title(b) ? -1 : 1));
  const sections = sorted.flatMap((found) => [
    section(title(found), ownLicense(found)),
    ...PARTS.filter(({ of }) => of === found.name).map((part) => section(part.title, readText(part.file))),
  ]);
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

/** `react 19.3.1 (MIT)` */
function title({ name, version, license }: PackageFolder): string {
  if (!license) throw new Error(`${name} ${version} names no licence.`);
  return `${name} ${version} (${license})`;
}

function section(heading: string, text: string): string {
  return `${RULE}\n${heading}\n${RULE}\n\n${text}`;
}

function ownLicense({ name, version, folder }: PackageFolder): string {
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort();
  if (files.length === 0) throw new Error(`${name} ${version} comes without the text of its licence.`);
  return files.map((file) => readText(join(folder, file))).join('\n\n');
}

function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}
