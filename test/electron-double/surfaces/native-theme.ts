import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';

class NativeThemeDouble extends StrictEmitter implements Public<Electron.NativeTheme> {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly shouldDifferentiateWithoutColor = false;
  #source: 'system' | 'light' | 'dark' = 'system';
  #systemDark = false;

  constructor() {
    super('nativeTheme');
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }
  set themeSource(source: 'system' | 'light' | 'dark') {
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated', makeEvent());
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemDark : this.#source === 'dark';
  }
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.#systemDark;
  }
  /** The person switches the system's theme. */
  _setSystem(dark: boolean): void {
    if (dark === this.#systemDark) return;
    this.#systemDark = dark;
    this.emit('updated', makeEvent());
  }
}

export const nativeTheme = new NativeThemeDouble();
