/** Settings as a file: what it would change, and what came of it. Part of `contract.ts`. */

import type { SourceKind } from './sources.ts';

/** One setting that is another in the file. */
export interface SettingChange {
  /** As it is called in the file, e.g. `theme` or `notifications.answers`. */
  readonly name: string;
  /** Belongs to the computer the file comes from, e.g. its hotkey. */
  readonly machine: boolean;
  /** `null` when it is more than fits a line. */
  readonly values: { readonly before: PlainValue; readonly after: PlainValue } | null;
}

export type PlainValue = string | number | boolean | null;

/** What a chosen file holds; nothing has been changed yet. Its names are untrusted text. */
export interface SettingsImport {
  readonly fileName: string;
  readonly changes: readonly SettingChange[];
  readonly sources: readonly {
    readonly name: string;
    readonly kind: SourceKind;
    readonly address: string;
    /** One of the same kind at the same address is here already, and stays as it is. */
    readonly known: boolean;
    /** It had a key or a secret header, which is in no file. */
    readonly secrets: boolean;
  }[];
  /** What this program has no use for, as it is called in the file. */
  readonly notUnderstood: readonly string[];
  /** A later version of the program wrote it. */
  readonly newer: boolean;
}

export interface SettingsImported {
  readonly sourcesAdded: number;
  /** Names of sources that could not be kept. */
  readonly sourcesFailed: readonly string[];
}
