import type {
  AppInfo,
  HealthReport,
  HotkeyState,
  QuestionTimes,
  Settings,
  Source,
  SyncState,
  Topics,
} from '../../preload/contract.ts';
import type { LogEntry } from '../log.ts';
import type { CrashReport } from './crash-reports.ts';
import type { Integrity } from './integrity.ts';
import type { DatabaseFacts } from './sql/facts.ts';

/** What the shell knows of the computer. */
export interface SystemFacts {
  /** Name, release and processor family, e.g. `Linux 6.12.9 x64`. */
  readonly system: string;
  readonly processor: { readonly model: string; readonly cores: number };
  /** Of the computer, and what all processes of the program have of it. Bytes. */
  readonly memory: { readonly total: number; readonly used: number };
  /** Of this run of the program, milliseconds. */
  readonly uptime: number;
  readonly graphics: {
    readonly accelerated: boolean;
    /** Feature and how it is done, as Chromium names them. */
    readonly features: readonly (readonly [string, string])[];
    /** Vendor, device and driver, e.g. `8086:9a49 Mesa 24.2`. */
    readonly devices: readonly string[];
  };
  readonly screens: readonly {
    readonly width: number;
    readonly height: number;
    readonly scale: number;
    readonly rotation: number;
  }[];
}

/** Everything the report is made from. What it may say of this is the report's business. */
export interface Facts {
  readonly at: number;
  readonly info: AppInfo;
  readonly system: SystemFacts;
  readonly session: Topics['session'];
  readonly settings: Settings;
  readonly hotkey: HotkeyState;
  readonly sources: readonly Source[];
  readonly health: HealthReport;
  readonly storage: {
    readonly kind: 'file' | 'memory';
    /** Sizes in bytes; 0 where there is none. */
    readonly fileBytes: number;
    readonly logBytes: number;
    readonly integrity: Integrity;
    /** `null` when they could not be read. */
    readonly facts: DatabaseFacts | null;
  };
  readonly sync: SyncState;
  readonly problems: readonly LogEntry[];
  readonly crashes: readonly CrashReport[];
  readonly questions: readonly QuestionTimes[];
}
