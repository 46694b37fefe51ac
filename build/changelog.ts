/** A version in CHANGELOG.md, which is written in the form of https://keepachangelog.com/en/1.1.0/ . */
export interface ChangelogEntry {
  readonly version: string;
  /** ISO day of the release; `null` while it is worked on. */
  readonly day: string | null;
  /** Markdown, without the heading. */
  readonly notes: string;
}

const HEADING = /^## \[(\d+\.\d+\.\d+(?:-[\w.]+)?)\] - (Unreleased|\d{4}-\d{2}-\d{2})$/;
const SECTION = /^### (Added|Changed|Deprecated|Removed|Fixed|Security)$/;

/** The versions, newest first. Throws, with the line, for a heading in no known form. */
export function readChangelog(text: string): ChangelogEntry[] {
  const entries: { version: string; day: string | null; lines: string[] }[] = [];
  for (const [at, line] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
    if (line.startsWith('## ')) {
      entries.push(headingOf(line, at + 1));
      continue;
    }
    if (line.startsWith('### ') && !SECTION.test(line))
      throw new Error(`CHANGELOG.md:${at + 1}: no such section: ${line}`);
    entries.at(-1)?.lines.push(line);
  }
  return entries.map(({ version, day, lines }) => ({ version, day, notes: lines.join('\n').trim() }));
}

function headingOf(line: string, at: number): { version: string; day: string | null; lines: string[] } {
  const [, version, day] = HEADING.exec(line) ?? [];
  if (version === undefined || day === undefined) throw new Error(`CHANGELOG.md:${at}: not a version: ${line}`);
  if (day !== 'Unreleased' && Number.isNaN(Date.parse(day))) throw new Error(`CHANGELOG.md:${at}: no such day: ${day}`);
  return { version, day: day === 'Unreleased' ? null : day, lines: [] };
}

/** The entry of a version. Throws when there is none, or it says nothing. */
export function entryOf(text: string, version: string): ChangelogEntry {
  const entry = readChangelog(text).find((each) => each.version === version);
  if (!entry) throw new Error(`CHANGELOG.md has no entry for ${version}`);
  if (entry.notes === '') throw new Error(`CHANGELOG.md says nothing about ${version}`);
  return entry;
}
