import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../run/electron-binary.ts';
import { yaml } from './tools.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<'package' | 'draft', Job>>;
}

const text = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
const { permissions, jobs } = yaml.load(text) as Workflow;
const steps = Object.values(jobs).flatMap((job) => job.steps);
const at = (job: Job, pattern: RegExp) => job.steps.findIndex(({ run }) => run !== undefined && pattern.test(run));

describe('what a stranger could reach', () => {
  test('actions are named by what they are, not by a tag that can be moved', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(name))).toEqual([]);
    expect(text.match(/uses: .+ # v\d+\.\d+\.\d+$/gm)).toHaveLength(used.length);
  });

  test('only the job that drafts may write, and it installs no package', () => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.package.permissions).toBeUndefined();
    expect(jobs.draft.permissions).toEqual({ contents: 'write' });
    expect(at(jobs.draft, /\bnpm\b|\bnpx\b/)).toBe(-1);
  });

  test('no checkout leaves a credential, and no secret stands in a command', () => {
    for (const { uses, with: options } of steps)
      if (uses?.startsWith('actions/checkout')) expect(options?.['persist-credentials']).toBe(false);
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });
});

describe('the order', () => {
  test('the changelog and the checks come before packaging, the packages are checked after it', () => {
    const order = [/release-notes\.ts/, /dist:check$/, /npm run dist$/m, /--made/, /sbom\.ts/].map((pattern) =>
      at(jobs.package, pattern),
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('feeds are signed before the checksums are taken, and the draft is the last', () => {
    expect(jobs.draft.needs).toBe('package');
    const order = [/sign-feed\.ts packages/, /sha256sum/, /gh release create .*--draft .*--notes-file/].map((pattern) =>
      at(jobs.draft, pattern),
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order.at(-1)).toBe(jobs.draft.steps.length - 1);
  });
});

test('everything that is made goes along: packages, block maps, feeds, parts, licences, notes', () => {
  const upload = jobs.package.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'));
  const patterns = String(upload?.with?.path)
    .trim()
    .split('\n')
    .map((pattern) => pattern.trim());
  expect(patterns.sort()).toEqual(
    [
      'release/*.AppImage',
      'release/*.blockmap',
      'release/*.deb',
      'release/*.dmg',
      'release/*.exe',
      'release/*.zip',
      'release/THIRD-PARTY-LICENSES.txt',
      'release/halext-companion-sbom.cdx.json',
      'release/latest*.yml',
      'release/release-notes.md',
    ].sort(),
  );
});

test('a release without a key for its feeds has no feed, rather than one nobody believes', () => {
  const signing = jobs.draft.steps[at(jobs.draft, /sign-feed/)];
  expect(signing?.run).toMatch(/else\n.*\n\s+rm -f packages\/latest\*\.yml\nfi/);
  expect(Object.keys(signing?.env ?? {})).toEqual(['COMPANION_UPDATE_SIGNING_KEY']);
});
