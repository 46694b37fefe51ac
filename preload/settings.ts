/** The settings of this computer. Part of `contract.ts`. */
import type { AnswerTarget } from './answers.ts';
import type { ProxyChoice, ServerProxy } from './network.ts';

/** Minutes after midnight, local time. The same twice is no hour at all. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export type Theme = 'system' | 'light' | 'dark';
export type Language = 'system' | 'en' | 'fr';

/** Settings of this computer. Nothing secret is ever here. */
export interface Settings {
  readonly theme: Theme;
  readonly language: Language;
  /** 0.9 … 1.3 */
  readonly fontScale: number;
  /** 0.5 … 2, of every window. */
  readonly zoom: number;
  readonly reducedMotion: 'system' | 'on';
  readonly hotkey: string;
  readonly openAtLogin: boolean;
  readonly closeToTray: boolean;
  readonly quick: {
    /** Where a quick question goes. */
    readonly target: 'lastUsed' | 'daily' | 'chosen';
    readonly conversationId: number | null;
    readonly modelId: string | null;
    readonly withAi: boolean;
    /** `null` asks the Halext server; else questions go to a conversation kept here. */
    readonly source: AnswerTarget | null;
  };
  readonly answers: {
    /** Who answers in new conversations kept here, and who instead when it cannot. */
    readonly chain: readonly AnswerTarget[];
    /** The same question again within the session is answered from memory. */
    readonly cache: boolean;
    /** The columns of the last comparison. */
    readonly compare: readonly AnswerTarget[];
  };
  /** Search by meaning; `null` switches it off. */
  readonly meaning: AnswerTarget | null;
  readonly notifications: {
    readonly answers: boolean;
    readonly decisions: boolean;
    /** A run has ended. */
    readonly runs: boolean;
    /** A run waits for a person. */
    readonly waiting: boolean;
    /** A service in use has gone down, or works again. */
    readonly services: boolean;
  };
  readonly runs: {
    /** Finished runs older than this are deleted; `null` keeps them. Days. */
    readonly keepDays: number | null;
    /** Where "give it to an agent" goes; `null` takes the first source there is. */
    readonly sourceId: string | null;
  };
  /** No notification comes in these hours; `null` switches them off. Marks in tray and windows stay. */
  readonly quietHours: QuietHours | null;
  /** `null` until asked once. */
  readonly openWebuiProvisioning: 'accepted' | 'declined' | null;
  readonly network: {
    readonly proxy: ProxyChoice;
    /** Comes before `proxy`; no server is in it twice. */
    readonly proxyFor: readonly ServerProxy[];
    /** What goes over the connection costs: what nobody waits for is asked for less often, or not at all. */
    readonly metered: boolean;
  };
  readonly updates: {
    /** `asked`: only when somebody asks. */
    readonly check: 'weekly' | 'asked';
  };
  /** What has been shown once and need not come again by itself. */
  readonly seen: {
    /** The first steps have been put away. */
    readonly firstSteps: boolean;
    /** The newest version of the program somebody has read about; `null` when none. */
    readonly version: string | null;
  };
}

export type SettingsPatch = { readonly [K in keyof Settings]?: Settings[K] };
