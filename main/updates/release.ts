import { z } from 'zod';
import type { UpdateOffer } from '../../preload/contract.ts';
import { parseVersion, type Version } from './version.ts';

/** A file of a release. */
export interface ReleaseFile {
  /** Its name, beside the feed. */
  readonly name: string;
  /** Base64. */
  readonly sha512: string;
  /** Bytes. */
  readonly size: number | null;
}

/** A version as its feed describes it, with the one file that is for this system. */
export interface Release {
  readonly version: string;
  /** The same, read. */
  readonly rank: Version;
  readonly releasedAt: number | null;
  /** Markdown; untrusted. */
  readonly notes: string;
  readonly file: ReleaseFile;
}

/** More of the notes is not shown. */
const MOST_NOTES = 20_000;

const file = z.object({
  // A plain name: it cannot lead anywhere else than beside the feed.
  url: z.string().regex(/^\w[\w .+-]{0,199}$/),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z.int().positive().nullable().catch(null),
});

const feed = z.object({
  version: z.string().max(100),
  files: z.array(file).min(1).max(20),
  releaseDate: z.coerce.date().nullable().catch(null),
  releaseNotes: z.string().catch(''),
});

/** Reads a feed that was verified; `null` when it is not understood or has no file for this system. */
export async function readRelease(text: string, platform: string, arch: string): Promise<Release | null> {
  // Loaded here: the program looks once a week, and starts every day.
  const { readYaml } = await import('./yaml.ts');
  const parsed = feed.safeParse(readYaml(text));
  if (!parsed.success) return null;
  const { version, files, releaseDate, releaseNotes } = parsed.data;
  const rank = parseVersion(version);
  const own = fileFor(files, platform, arch);
  if (rank === null || own === undefined) return null;
  return {
    version,
    rank,
    releasedAt: releaseDate?.getTime() ?? null,
    notes: releaseNotes.slice(0, MOST_NOTES),
    file: { name: own.url, sha512: own.sha512, size: own.size },
  };
}

/** What windows are told of it. */
export function offerOf({ version, releasedAt, notes, file }: Release): UpdateOffer {
  return { version, releasedAt, notes, bytes: file.size };
}

const ENDINGS: Readonly<Record<string, string>> = { win32: '.exe', darwin: '.zip', linux: '.AppImage' };

/** Windows has a file for each processor in one feed; the others have one file, or a feed for each. */
function fileFor<F extends { readonly url: string }>(files: readonly F[], platform: string, arch: string) {
  const ending = ENDINGS[platform];
  const ours = ending === undefined ? [] : files.filter(({ url }) => url.endsWith(ending));
  return platform === 'win32' ? ours.find(({ url }) => url.includes(`-${arch}`)) : ours[0];
}
