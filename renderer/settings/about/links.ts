/** Where the program comes from. Stands in `electron-builder.yml` as its homepage too. */
const HOME = 'https://github.com/scawful/halext-org';

export const LINKS = {
  source: HOME,
  licence: `${HOME}/blob/main/LICENSE`,
  security: `${HOME}/security/policy`,
} as const;
