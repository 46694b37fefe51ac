/**
 * The language both sides speak: every command a window may send to main (name → request, reply) and every topic main
 * may send to a window (name → event). Types only, no dependency. `main/ipc/` holds the schema of each request.
 *
 * Times are milliseconds since the epoch, UTC. Ids named `id` are rows of the local database; `remoteId` is the
 * server's. Text that came from a server is untrusted: show it, never execute it.
 */

import type { AnswerTarget, Cost, MeaningStatus } from './answers.ts';
import type {
  Comparison,
  Conversation,
  Message,
  MessagePage,
  ModelList,
  Person,
  SearchPage,
  SyncState,
} from './conversations.ts';
import type { HotkeyReport, HotkeyState, NotificationReport } from './desktop.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { ConversationFormat, ImportState } from './exchange.ts';
import type { HealthReport } from './health.ts';
import type { CertificateFacts, NetworkState } from './network.ts';
import type { InterruptAnswer, RunChange, RunDetail, RunEventRow, RunPage, RunRequest, RunSummary } from './runs.ts';
import type { Account, KeychainStatus, ProbeResult, SessionState } from './session.ts';
import type { Settings, SettingsPatch } from './settings.ts';
import type { SettingsImport, SettingsImported } from './settings-file.ts';
import type { ImportedSource, Source, SourceDraft, SourceModels, TestStepReport } from './sources.ts';
import type { Updates } from './updates.ts';

export type * from './answers.ts';
export type * from './conversations.ts';
export type * from './desktop.ts';
export type * from './diagnostics.ts';
export type * from './exchange.ts';
export type * from './health.ts';
export type * from './network.ts';
export type * from './runs.ts';
export type * from './session.ts';
export type * from './settings.ts';
export type * from './settings-file.ts';
export type * from './sources.ts';
export type * from './updates.ts';

// ---------------------------------------------------------------------------------------------------- results

export type ErrorKind =
  | 'offline'
  | 'dns'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'http'
  | 'auth'
  | 'notFound'
  | 'validation'
  | 'protocol'
  | 'serverAi'
  | 'cancelled'
  | 'keychain'
  | 'storage'
  | 'unknown';

/**
 * An error as a value. `kind` (with `reason` where a kind has several) chooses the sentence a person reads; `message`
 * is a short technical English text for the details line and the log, never a secret and never message text.
 */
export interface AppError {
  readonly kind: ErrorKind;
  readonly message: string;
  /** A finer cause within the kind, e.g. `notHalext`, `badCredentials`, `certificateExpired`, `notOwner`. */
  readonly reason?: string;
  /** HTTP status, when one was received. */
  readonly status?: number;
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Trying the same again later may succeed without the person changing anything. */
  readonly retryable: boolean;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

// ---------------------------------------------------------------------------------------------------- Open WebUI

export type OpenWebuiOutcome =
  /** Opened with a sign-in link. */
  | { readonly kind: 'opened'; readonly host: string }
  /** Opened at the plain address: signing in is up to the person. */
  | { readonly kind: 'openedPlain'; readonly host: string; readonly reason: 'ssoDisabled' | 'ssoUnavailable' }
  /** The link points at a host nobody has confirmed yet; ask, then call `openwebui.confirm`. */
  | { readonly kind: 'confirmHost'; readonly host: string }
  | { readonly kind: 'refused'; readonly host: string | null; readonly reason: 'scheme' | 'unparsable' | 'credentials' }
  | { readonly kind: 'notConfigured' };

export type ProvisioningOutcome =
  | { readonly kind: 'created' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'failed'; readonly detail: string };

// ---------------------------------------------------------------------------------------------------- the rest

/** Something a person should know, shown until dismissed (or as long as it is true). */
export type Notice =
  | { readonly id: string; readonly kind: 'keychain'; readonly status: KeychainStatus }
  | { readonly id: string; readonly kind: 'databaseRescued'; readonly kept: number; readonly aside: string }
  | { readonly id: string; readonly kind: 'databaseUnusable'; readonly error: AppError }
  | { readonly id: string; readonly kind: 'settingsReset'; readonly aside: string }
  | { readonly id: string; readonly kind: 'sourcesReset'; readonly aside: string }
  | { readonly id: string; readonly kind: 'badLink'; readonly link: string }
  | { readonly id: string; readonly kind: 'hotkey'; readonly state: HotkeyState }
  | { readonly id: string; readonly kind: 'noTray' }
  /** An error nobody foresaw, `count` of them in this run; a report without any text of the person's is kept. */
  | { readonly id: string; readonly kind: 'crashReport'; readonly count: number }
  /** Drawing with the graphics card failed again and again: this run does without it, or the next one will. */
  | { readonly id: string; readonly kind: 'graphics'; readonly acceleration: 'off' | 'offNext' }
  /** The server shows another certificate than the one somebody trusts, and it does not verify. */
  | { readonly id: string; readonly kind: 'certificateChanged'; readonly origin: string }
  /** A proxy asks for a password; `wrong`: the one it got was refused. */
  | { readonly id: string; readonly kind: 'proxyPassword'; readonly proxy: string; readonly wrong: boolean }
  /** What happened to runs while nobody could see it: the program was closed, or the computer slept. */
  | {
      readonly id: string;
      readonly kind: 'away';
      readonly since: number;
      readonly ended: number;
      readonly waiting: number;
      /** The run to open: the one that waits longest, else the last that ended. */
      readonly runId: number;
    };

export interface AppInfo {
  readonly version: string;
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** `double`: the windows are pages of an installed Chromium, because Electron itself is not here. */
  readonly shell: 'electron' | 'double';
  readonly language: 'en' | 'fr';
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
}

/** A piece of somebody else's work that is in the program. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly kind: string;
  readonly text: string;
}

export type Page = 'chat' | 'runs' | 'compare' | 'health' | 'settings';

/** What main asks a window to show. */
export type Navigation =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'conversation'; readonly conversationId: number; readonly messageId: number | null }
  | { readonly kind: 'newConversation' }
  | { readonly kind: 'run'; readonly runId: number }
  /** The form of a new task, with what is known already. */
  | { readonly kind: 'newRun'; readonly prompt: string; readonly conversationId: number | null }
  /** The page of comparisons with this prompt, or with this comparison open. */
  | { readonly kind: 'compare'; readonly prompt: string; readonly conversationId: number | null }
  | { readonly kind: 'search' }
  /** Open Open WebUI, with the questions that may have to be asked first. */
  | { readonly kind: 'openWebui' };

// ---------------------------------------------------------------------------------------------------- commands

/** A command a window sends: request → value of the `Result` it gets back. `null` request means no argument. */
export interface Commands {
  'app.info': { request: null; reply: AppInfo };
  'app.licences': { request: null; reply: readonly Licence[] };
  'app.quit': { request: null; reply: null };
  /** This window has mounted: main now sends what it held back, the pending navigation among it. */
  'app.ready': { request: null; reply: null };
  /** This page of the window is in front now: what it shows is looked at, what lies behind it is not. */
  'app.page': { request: { page: Page }; reply: null };
  'app.showMain': { request: Navigation | null; reply: null };
  'app.copy': { request: { text: string }; reply: null };
  /** Opens an http, https or mailto address in the system's program; anything else is refused. */
  'app.openLink': { request: { url: string }; reply: null };
  /** Fetches one remote picture the person asked for; answers a `data:` address. */
  'app.loadImage': { request: { url: string }; reply: { dataUrl: string } };

  'notices.list': { request: null; reply: readonly Notice[] };
  'notices.dismiss': { request: { id: string }; reply: null };

  'session.get': {
    request: null;
    reply: { session: SessionState; keychain: KeychainStatus; accounts: readonly Account[] };
  };
  'session.probe': { request: { address: string }; reply: ProbeResult };
  'session.signIn': {
    request: { address: string; username: string; password: string; keep: boolean };
    reply: SessionState;
  };
  'session.signInWithToken': { request: { address: string; token: string }; reply: SessionState };
  'session.openDemo': { request: null; reply: SessionState };
  /** Goes on without a Halext server. */
  'session.goLocal': { request: null; reply: SessionState };
  'session.switchTo': { request: { accountId: number }; reply: SessionState };
  'session.signOut': { request: { removeLocal: boolean }; reply: SessionState };

  'conversations.list': { request: null; reply: { conversations: readonly Conversation[]; revision: number } };
  'conversations.create': {
    request: { title: string; withAi: boolean; modelId: string | null; people: readonly string[] };
    reply: Conversation;
  };
  'conversations.update': {
    request: { id: number; title?: string; modelId?: string; withAi?: boolean };
    reply: Conversation;
  };
  'conversations.delete': { request: { id: number }; reply: null };
  'conversations.hide': { request: { id: number; hidden: boolean }; reply: null };
  /** `upTo`: `order` of the newest message seen. */
  'conversations.read': { request: { id: number; upTo: number }; reply: null };
  'conversations.draft': { request: { id: number }; reply: { text: string } };
  'conversations.saveDraft': { request: { id: number; text: string }; reply: null };

  /** `around` opens at a message (search hit); without it, at the end. */
  'messages.open': { request: { conversationId: number; around: number | null; limit: number }; reply: MessagePage };
  /** `before`, `after`: `order` of the message at that end of what is shown. */
  'messages.older': { request: { conversationId: number; before: number; limit: number }; reply: MessagePage };
  'messages.newer': { request: { conversationId: number; after: number; limit: number }; reply: MessagePage };
  'messages.send': { request: { conversationId: number; content: string; modelId: string | null }; reply: Message };
  /** Gives up waiting for the answer; the server goes on, and the answer is attached when it comes. */
  'messages.stopWaiting': { request: { id: number }; reply: null };
  'messages.sendAgain': { request: { id: number }; reply: null };
  'messages.discard': { request: { id: number }; reply: null };
  /** Takes a queued or undecided message back: removes it and answers its text for the composer. */
  'messages.takeBack': { request: { id: number }; reply: { text: string } };

  /** A conversation kept here. An empty title is made from the first question. */
  'local.create': { request: { title: string; chain: readonly AnswerTarget[] }; reply: Conversation };
  'local.setChain': { request: { id: number; chain: readonly AnswerTarget[] }; reply: Conversation };
  /** Ends an answer that is under way; what has come is kept. */
  'local.stop': { request: { messageId: number }; reply: null };
  /** Asks for one more answer to the question of this answer, as a branch; `target` only for this once. */
  'local.regenerate': { request: { messageId: number; target: AnswerTarget | null }; reply: Message };
  /** The question in other words, as a branch with an answer of its own. */
  'local.edit': { request: { messageId: number; content: string }; reply: Message };
  /** Shows the branch of this message. */
  'local.choose': { request: { messageId: number }; reply: null };
  /** Answers the question of an answer in state `crossing`. A yes is remembered for these two sources. */
  'local.cross': { request: { messageId: number; allow: boolean }; reply: null };
  /** One prompt to two to four targets at once: a conversation whose question has an answer from each. */
  'local.compare': { request: { prompt: string; targets: readonly AnswerTarget[] }; reply: Comparison };
  'local.comparison': { request: { conversationId: number }; reply: Comparison };
  /** Goes on with this answer: its branch is shown, and its source answers from now on. */
  'local.goOnWith': { request: { messageId: number }; reply: Conversation };

  /** Asks where to, and writes what is here of a conversation; `saved` is false when the person changed their mind. */
  'exchange.export': {
    request: { conversationId: number; format: ConversationFormat };
    reply: { saved: boolean };
  };
  /** Asks for a file and brings in its conversations; topic `importing` tells how far it is. */
  'exchange.import': { request: null; reply: { started: boolean } };
  'exchange.get': { request: null; reply: ImportState };
  /** Ends the reading; what has been brought in stays. */
  'exchange.cancel': { request: null; reply: null };
  /** The report has been read. */
  'exchange.dismiss': { request: null; reply: null };

  'sync.get': { request: null; reply: SyncState };
  'sync.now': { request: null; reply: null };
  /** The system has told this window that the network is back. */
  'sync.networkBack': { request: null; reply: null };

  'search.query': {
    request: {
      text: string;
      conversationId: number | null;
      order: 'newest' | 'relevance';
      next: number | null;
      /** Also by meaning, where that is on and the order is `relevance`. It may take seconds. */
      meaning?: boolean;
    };
    reply: SearchPage;
  };
  'people.search': { request: { text: string }; reply: readonly Person[] };
  'models.list': { request: { refresh: boolean }; reply: ModelList };

  'settings.get': { request: null; reply: { settings: Settings; hotkey: HotkeyState } };
  'settings.set': { request: SettingsPatch; reply: { settings: Settings; hotkey: HotkeyState } };
  /** Back to the defaults: these, or all (`null`). Accounts, conversations and sources stay. */
  'settings.reset': {
    request: { names: readonly (keyof Settings)[] | null };
    reply: { settings: Settings; hotkey: HotkeyState };
  };
  /** Asks where to, and writes the settings and sources without anything secret. */
  'settings.export': { request: null; reply: { saved: boolean } };
  /** Asks which file, and says what it would change; `null` when the person changed their mind. */
  'settings.chooseImport': { request: null; reply: SettingsImport | null };
  /** Does what the file chosen last says; `machine`: also what belongs to the computer it comes from. */
  'settings.import': { request: { machine: boolean }; reply: SettingsImported };

  'hotkey.report': { request: null; reply: HotkeyReport };
  /** Waits for one press; it proves the hotkey and opens nothing. Topic `hotkey` tells how it ends. */
  'hotkey.prove': { request: null; reply: HotkeyReport };
  /** A person is choosing other keys: the hotkey is let go while `on`, so that its own keys can be pressed. */
  'hotkey.record': { request: { on: boolean }; reply: null };

  'notifications.report': { request: null; reply: NotificationReport };
  /** Shows one, to see whether it can be seen. */
  'notifications.try': { request: null; reply: NotificationReport };
  /** The system's own settings of notifications; nothing happens where they have no address (Linux). */
  'notifications.openSettings': { request: null; reply: null };

  'updates.get': { request: null; reply: Updates };
  'updates.check': { request: null; reply: null };
  'updates.download': { request: null; reply: null };
  /** Ends a download, or takes back the wish to start again. */
  'updates.cancel': { request: null; reply: null };
  /** Starts the new version; `now`: whatever is under way. */
  'updates.restart': { request: { now: boolean }; reply: null };

  'openwebui.open': { request: { redirectTo: string | null }; reply: OpenWebuiOutcome };
  'openwebui.confirm': { request: { host: string }; reply: null };
  'openwebui.provision': { request: null; reply: ProvisioningOutcome };

  /** The conversation the next quick question goes to; `null` when it will be created by sending. */
  'quick.target': { request: null; reply: { conversation: Conversation | null; settings: Settings['quick'] } };
  /** With a `source`, `conversationId` is one kept here, or `null`. */
  'quick.ask': {
    request: { content: string; conversationId: number | null; modelId: string | null; source: AnswerTarget | null };
    reply: Message;
  };
  'quick.clipboard': { request: null; reply: { text: string } };
  'quick.pin': { request: { pinned: boolean }; reply: null };
  'quick.hide': { request: null; reply: null };

  'sources.list': { request: null; reply: readonly Source[] };
  /** Checks, normalises and keeps a source. */
  'sources.save': { request: SourceDraft; reply: Source };
  'sources.remove': { request: { id: string }; reply: null };
  'sources.models': { request: { id: string; refresh: boolean }; reply: SourceModels };
  /** Looks at each link to a source of answers; topic `sourceTest` tells the steps while it looks. */
  'sources.test': { request: { id: string }; reply: readonly TestStepReport[] };
  'sources.stopTest': { request: { id: string }; reply: null };
  /** Reads a pasted configuration. */
  'sources.import': { request: { text: string }; reply: ImportedSource };

  'meaning.get': { request: null; reply: MeaningStatus };
  'meaning.pause': { request: { paused: boolean }; reply: null };
  /** What an index made with this source would take. */
  'meaning.estimate': {
    request: { sourceId: string };
    reply: { messages: number; tokens: number; cost: Cost | null; host: string };
  };

  /** Gathers what whoever helps needs to know. */
  'diagnostics.report': { request: null; reply: Diagnostics };
  /** Asks where to, and writes what was read; `saved` is false when the person changed their mind. */
  'diagnostics.save': { request: { text: string }; reply: { saved: boolean } };
  /** This window has drawn the answer to this question of ours for the first time. */
  'diagnostics.painted': { request: { messageId: number }; reply: null };

  /** Shows the newest crash report in the system's file manager. */
  'crash.show': { request: null; reply: null };
  /** Copies it, for whoever helps; `copied` is false when there is none any more. */
  'crash.copy': { request: null; reply: { copied: boolean } };
  /** Ends the program and starts it again; `accelerate`: drawing with the graphics card is tried again. */
  'crash.restart': { request: { accelerate: boolean }; reply: null };

  'network.get': { request: null; reply: NetworkState };
  /** Looks at the certificate of `https://host:port`; nothing is sent there. */
  'network.certificate': { request: { origin: string }; reply: CertificateFacts };
  /** Trusts a certificate that was looked at, for this origin and as long as it stays the same. */
  'network.trust': { request: { origin: string; fingerprint: string }; reply: null };
  'network.forget': { request: { origin: string }; reply: null };
  /** Keeps the password of a proxy (`http://host:port`) in the keychain. */
  'network.proxyPassword': { request: { proxy: string; user: string; password: string }; reply: null };
  'network.forgetPassword': { request: { proxy: string }; reply: null };

  'health.get': { request: null; reply: HealthReport };
  /** `null` checks every service. */
  'health.check': { request: { id: string | null }; reply: null };
  /** The health page is open in this window, or no more. */
  'health.watch': { request: { on: boolean }; reply: null };

  /** The runs under way, all of them, then finished ones newest first, `limit` at a time. */
  'runs.list': {
    request: {
      query: string;
      filter: 'all' | 'active' | 'succeeded' | 'troubled';
      before: number | null;
      limit: number;
    };
    reply: RunPage;
  };
  'runs.open': { request: { id: number }; reply: RunDetail };
  /** This window shows the run no more: its changes need not be told. */
  'runs.close': { request: { id: number }; reply: null };
  'runs.start': { request: RunRequest; reply: RunSummary };
  /** The same prompt once more, as a new run. */
  'runs.again': { request: { id: number }; reply: RunSummary };
  'runs.stop': { request: { id: number }; reply: null };
  /** Ask the source now instead of at the next turn. */
  'runs.check': { request: { id: number }; reply: null };
  /** Answers every open question of a run at once. */
  'runs.answer': { request: { id: number; answers: readonly InterruptAnswer[] }; reply: null };
  'runs.delete': { request: { ids: readonly number[] }; reply: null };
  /** Ties a run to a conversation and puts its result at the end of that conversation's draft. */
  'runs.attach': { request: { id: number; conversationId: number }; reply: null };
  'runs.events': {
    request: { id: number; after: number; limit: number; query: string; faultsOnly: boolean };
    reply: { rows: readonly RunEventRow[]; more: boolean };
  };
  /** Asks where to, and writes; `saved` is false when the person changed their mind. */
  'runs.export': { request: { id: number; format: 'markdown' | 'json' | 'events' }; reply: { saved: boolean } };
}

export type CommandName = keyof Commands;
export type RequestOf<C extends CommandName> = Commands[C]['request'];
export type ReplyOf<C extends CommandName> = Commands[C]['reply'];

// ---------------------------------------------------------------------------------------------------- topics

/**
 * What main tells the windows. Lists travel as changes with a revision that grows by one: a window that sees a gap asks
 * for the current state once.
 */
export interface Topics {
  session: { session: SessionState; keychain: KeychainStatus; accounts: readonly Account[] };
  conversations: { revision: number; upserts: readonly Conversation[]; removed: readonly number[] };
  messages: {
    conversationId: number;
    revision: number;
    upserts: readonly Message[];
    removed: readonly number[];
    /** Text for the end of messages that are being streamed; applied after `upserts`. */
    appended?: readonly { readonly id: number; readonly text: string; readonly reasoning: string }[];
  };
  sync: SyncState;
  models: ModelList;
  settings: { settings: Settings; hotkey: HotkeyState };
  notices: readonly Notice[];
  navigate: Navigation;
  /** The quick window has just been shown by hotkey, tray or link; `text` comes from a `halext://ask` link. */
  quickShown: { text: string | null };
  health: HealthReport;
  network: NetworkState;
  sources: readonly Source[];
  hotkey: HotkeyReport;
  updates: Updates;
  sourceTest: { id: string; steps: readonly TestStepReport[] };
  meaning: MeaningStatus;
  importing: ImportState;
  runs: { revision: number; upserts: readonly RunSummary[]; removed: readonly number[] };
  /** Changes of a run that some window has open. */
  run: { id: number; revision: number; changes: readonly RunChange[] };
}

export type TopicName = keyof Topics;

/** What the preload script exposes as `window.companion`. */
export interface Bridge {
  call<C extends CommandName>(command: C, request: RequestOf<C>): Promise<Result<ReplyOf<C>>>;
  on<T extends TopicName>(topic: T, listener: (event: Topics[T]) => void): () => void;
}
