/** Turns stored settings of one version into the next. It gets what was on disk: anything may be in it. */
export type Migration = (stored: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The step at index n leads from version n + 1 to n + 2. Never edit one that has been released: add the next. */
export const migrations: readonly Migration[] = [];

/** The version that is written with the settings. */
export function currentVersion(steps: readonly Migration[] = migrations): number {
  return steps.length + 1;
}

/**
 * Brings stored settings to the current version. Without a readable version they count as version 1; those of a newer
 * app are taken as they are, what this one knows of them being read field by field anyway.
 */
export function migrate(stored: unknown, steps: readonly Migration[] = migrations): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  const record = stored as Readonly<Record<string, unknown>>;
  const version = Number.isInteger(record.version) ? Number(record.version) : 1;
  return steps.slice(Math.max(0, version - 1)).reduce((value, step) => step(value), record);
}
