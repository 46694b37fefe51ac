import { expect, test } from 'vitest';
import { z } from 'zod';
import { createSbom, readInput, type SbomInput } from '../../build/sbom.ts';
import { ROOT } from '../run/electron-binary.ts';
import { readList } from './archive.ts';

const SERIAL = '3e671687-395b-41f5-a30f-a58921a69b79';
const INSIDE = { chrome: '156.0.8078.100', node: '24.18.1', openssl: '0.0.0', v8: '15.6' };
const build = (more: Partial<SbomInput> = {}) =>
  createSbom({ ...readInput(ROOT), inside: INSIDE, serial: SERIAL, at: Date.UTC(2026, 10, 21), ...more });

/** The fields of CycloneDX 1.6 that are used, as its schema has them: https://cyclonedx.org/docs/1.6/json/ */
const hash = z.discriminatedUnion('alg', [
  z.strictObject({ alg: z.literal('SHA-256'), content: z.string().regex(/^[a-f0-9]{64}$/) }),
  z.strictObject({ alg: z.literal('SHA-512'), content: z.string().regex(/^[a-f0-9]{128}$/) }),
]);
const component = z.strictObject({
  type: z.enum(['application', 'framework', 'library', 'platform', 'file']),
  'bom-ref': z.string().min(1),
  name: z.string().min(1),
  version: z.string().min(1).optional(),
  purl: z
    .string()
    .regex(/^pkg:(?:npm|generic)\/(?:%40[\w.-]+\/)?[\w.-]+@[\w.+-]+$/)
    .optional(),
  licenses: z
    .array(
      z.union([
        z.strictObject({ license: z.strictObject({ id: z.string() }) }),
        z.strictObject({ expression: z.string() }),
      ]),
    )
    .min(1)
    .optional(),
  hashes: z.array(hash).optional(),
  externalReferences: z
    .array(z.strictObject({ type: z.literal('distribution'), url: z.url(), hashes: z.array(hash).min(1) }))
    .optional(),
});
const cyclonedx = z.strictObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  version: z.int().positive(),
  metadata: z.strictObject({
    timestamp: z.iso.datetime(),
    lifecycles: z.array(z.strictObject({ phase: z.enum(['build']) })),
    component,
  }),
  components: z.array(component),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
  compositions: z.array(
    z.strictObject({ aggregate: z.enum(['complete', 'incomplete']), assemblies: z.array(z.string()) }),
  ),
});

test('it is CycloneDX: known fields, every reference leads somewhere, none twice', () => {
  const sbom = cyclonedx.parse(JSON.parse(JSON.stringify(build())));
  const refs = [sbom.metadata.component, ...sbom.components].map((each) => each['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  expect(sbom.dependencies.map(({ ref }) => ref).sort()).toEqual(refs.toSorted());
  expect(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.includes(ref))).toEqual([]);
  expect(sbom.compositions.flatMap(({ assemblies }) => assemblies)).toEqual([sbom.metadata.component['bom-ref']]);
});

test('it names what is in the program, and nothing else: the bundled packages, Electron, what is inside Electron', () => {
  const { components } = build();
  const bundled = components.filter(({ type }) => type === 'library' || type === 'file').map(({ name }) => name);
  expect(bundled).toEqual(readList('bundled-packages.txt'));
  const others = components.filter(({ name }) => !bundled.includes(name)).map(({ name, version }) => [name, version]);
  expect(others).toEqual([
    ['electron', readInput(ROOT).electron.version],
    ['chromium', INSIDE.chrome],
    ['node.js', INSIDE.node],
    ['boringssl', INSIDE.openssl],
  ]);
});

test('each package is the one of the lock file, by its hash; Electron by the archives of six systems', () => {
  const { components } = build();
  const libraries = components.filter(({ type }) => type === 'library');
  expect(libraries.filter(({ hashes, purl }) => hashes?.length !== 1 || !purl)).toEqual([]);
  const [react] = libraries.filter(({ name }) => name === 'react');
  const locked = readInput(ROOT).lock.packages['node_modules/react'];
  expect(`sha512-${Buffer.from(react?.hashes?.[0]?.content ?? '', 'hex').toString('base64')}`).toBe(locked?.integrity);
  // The keychain's package stands in the lock file under the name it is imported by.
  expect(libraries.find(({ name }) => name === '@github/keytar')?.purl).toMatch(/^pkg:npm\/%40github\/keytar@/);
  const archives = components.find(({ name }) => name === 'electron')?.externalReferences ?? [];
  expect(archives.map(({ url }) => url.replace(/^.*-v[\d.]+-/, '')).sort()).toEqual([
    'darwin-arm64.zip',
    'darwin-x64.zip',
    'linux-arm64.zip',
    'linux-x64.zip',
    'win32-arm64.zip',
    'win32-x64.zip',
  ]);
});

test('a package the lock file does not know stops the release', () => {
  const parts = [{ name: 'left-pad', version: '1.3.0', kind: 'WTFPL' }];
  expect(() => build({ parts })).toThrow('package-lock.json does not know left-pad 1.3.0');
});

test('where Electron could not be asked, the list says that it is incomplete', () => {
  const { compositions, components } = build({ inside: null });
  expect(compositions[0].aggregate).toBe('incomplete');
  expect(components.some(({ name }) => name === 'chromium')).toBe(false);
  expect(build().compositions[0].aggregate).toBe('complete');
});
