/** The settings that would open a hole are refused outright: no application of ours has a use for them. */
const REQUIRED = [
  ['contextIsolation', true],
  ['nodeIntegration', false],
  ['nodeIntegrationInWorker', false],
  ['nodeIntegrationInSubFrames', false],
  ['sandbox', true],
  ['webSecurity', true],
  ['allowRunningInsecureContent', false],
  ['experimentalFeatures', false],
  ['webviewTag', false],
] as const satisfies readonly [keyof Electron.WebPreferences, boolean][];

/** Throws on an insecure setting; one that is not given has Electron's secure default. */
export function refuseInsecure(preferences: Electron.WebPreferences): void {
  for (const [name, safe] of REQUIRED)
    if ((preferences[name] ?? safe) !== safe)
      throw new Error(`electron-double: webPreferences.${name} must not be ${preferences[name]}`);
}
