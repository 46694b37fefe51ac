import { z } from 'zod';
import { AGENT_SWITCHES } from './agents/switches.ts';
import { CONNECTOR_SWITCHES } from './connectors/switches.ts';
import { GATEWAY_SWITCHES } from './gateway/switches.ts';
import { OPENAI_SWITCHES } from './openai/switches.ts';
import { WEBUI_SWITCHES } from './openwebui-direct/switches.ts';

const on = z.literal(true);
const amount = z.number().int().nonnegative();

/**
 * Every failure of the way and of the backend, with the value it takes. Section numbers are those of the backend's
 * contract. "Before" means that the request has no effect on the server; "stored" that the user's message is kept.
 */
export const BACKEND_SWITCHES = {
  // The way to the server
  /** Sockets are cut as soon as the request arrives, before. */
  offline: on,
  /** The request is read and never answered, before. */
  hang: on,
  /** Extra time before any answer, ms; the work itself is done at once. */
  delayAnswerMs: amount,
  /** The answer's body arrives in pieces. */
  slowDrip: z.object({ pieceBytes: z.number().int().positive(), everyMs: amount }),
  /** The answer's body is cut after so many bytes. */
  cutAfterBytes: amount,
  /** The answer's body becomes a JSON text of this many bytes, without a Content-Length. */
  tooManyBytes: amount,
  /** JSON answers are cut in half, yet complete for HTTP. */
  invalidJson: on,
  /** A proxy's pages, before (1). */
  html502: on,
  html504: on,
  html413: on,
  /** Status 200 and the web app's page for everything (1). */
  spaHtml: on,
  /** Plain-text `Internal Server Error`, before (1.4). */
  text500: on,
  /** A limiter in front of the server, before. */
  retryAfter: z.object({ status: z.union([z.literal(429), z.literal(503)]), seconds: amount }),
  /** 307 to another address, before. */
  redirectTo: z.string(),
  /** The server's clock is ahead by so many ms: `Date`, tokens and stored times. */
  clockSkewMs: z.number().int(),

  // Signing in (2)
  /** All tokens issued so far stop working. Takes effect at once. */
  expireTokensNow: on,
  /** Life of tokens issued from now on, ms, instead of 30 minutes. */
  tokenLifetimeMs: amount,
  /** `POST /token` answers 500 as plain text. */
  tokenEndpointDown: on,
  /** `POST /token` refuses the right password too. */
  passwordRefused: on,
  /** `/version` is that of some other program. */
  notHalext: on,
  /** `/health` says "degraded". */
  healthDegraded: on,

  // Conversations and messages (3)
  /** `POST …/messages`: the socket is cut, nothing is stored. */
  dropBeforeStore: on,
  /** Stored, then the socket is cut; the AI still answers. */
  storeThenDropReply: on,
  /** Stored, then an unhandled 500; no answer follows. */
  storeThenFail500: on,
  /** Stored, then the proxy's 504; the AI still answers. */
  storeThenHtml504: on,
  /** Stored, then 500 `Failed to generate AI response: `; no answer follows (3.2). */
  aiFails500: on,
  /** Stored, then silence for ever. */
  aiNeverAnswersButStores: on,
  /** The AI thinks for so many ms, whoever is still listening. */
  lateAnswerMs: amount,
  /** The AI's answer has this many characters. */
  hugeMessage: amount,
  /** The AI's answer is exactly this text. */
  answerText: z.string(),
  /** Answers are the mock sentence by `mock:llama3.1`. */
  mockAnswers: on,
  /** Another model answers than the one asked for. */
  rerouteTo: z.string(),
  /** `DELETE` of a conversation is an unhandled 500 (Q9). */
  deleteFails500: on,
  /** The conversation with this id is removed. Takes effect at once. */
  conversationVanishes: z.number().int(),
  /** `GET …/messages` wraps the list in an object. */
  messagesNotArray: on,
  /** Conversations come without `owner_id`, `updated_at` and `participants`. */
  conversationMissingFields: on,

  // Models
  /** `/ai/models` takes so many ms more. */
  modelsSlow: amount,
  /** No provider is configured: two mock models, and the default model is reset (Q19). */
  providersGone: on,

  // Open WebUI (7)
  /** The whole integration is off, or has no address. */
  openWebui: z.enum(['disabled', 'noUrl']),
  /** What kind of link `…/sso` hands out. */
  sso: z.enum(['relative', 'internal', 'foreign', 'plainHttp', 'script', 'disabled']),
  /** What `…/sync/user` says. */
  provisioning: z.enum(['created', 'exists', 'failed', 'noAdmin', 'disabled']),
} satisfies Record<string, z.ZodType>;

/** Every failure tests can ask for. Those of the way apply to everything the demo offers. */
export const SWITCHES = {
  ...BACKEND_SWITCHES,
  ...GATEWAY_SWITCHES,
  ...AGENT_SWITCHES,
  ...OPENAI_SWITCHES,
  ...WEBUI_SWITCHES,
  ...CONNECTOR_SWITCHES,
};

export type SwitchName = keyof typeof SWITCHES;
export type SwitchValue<N extends SwitchName> = z.infer<(typeof SWITCHES)[N]>;

/** Which requests a switch is for; without limits, all of them until it is cleared. */
export interface SwitchScope {
  /** Only the next so many matching requests. */
  times?: number | undefined;
  method?: string | undefined;
  /** A part of the path, e.g. `/messages`. */
  path?: string | undefined;
}

export interface SwitchRequest {
  method: string;
  path: string;
}

/** What the switches that act at once do. */
export interface SwitchActions {
  expireTokensNow(): void;
  conversationVanishes(id: number): void;
}

interface Setting extends SwitchScope {
  value: unknown;
}

/** The failures that are on at the moment. */
export class Switches {
  readonly #settings = new Map<SwitchName, Setting>();
  readonly #actions: SwitchActions;

  constructor(actions: SwitchActions) {
    this.#actions = actions;
  }

  /** Turns a failure on. Throws a `ZodError` on a value the switch does not take. */
  set<N extends SwitchName>(name: N, value: SwitchValue<N>, scope: SwitchScope = {}): void {
    const parsed: unknown = SWITCHES[name].parse(value);
    if (name === 'expireTokensNow') this.#actions.expireTokensNow();
    else if (name === 'conversationVanishes') this.#actions.conversationVanishes(Number(parsed));
    else this.#settings.set(name, { ...scope, value: parsed });
  }

  /** Turns one failure off, or all of them. */
  clear(name?: SwitchName): void {
    if (name) this.#settings.delete(name);
    else this.#settings.clear();
  }

  /** The value of a switch that applies to this request, which uses up one of its times. */
  take<N extends SwitchName>(name: N, request: SwitchRequest): SwitchValue<N> | undefined {
    const setting = this.#settings.get(name);
    if (!setting || !applies(setting, request)) return undefined;
    if (setting.times !== undefined) {
      setting.times -= 1;
      if (setting.times <= 0) this.#settings.delete(name);
    }
    return setting.value as SwitchValue<N>;
  }

  /** The value of a switch, without using it up and whatever its scope. */
  value<N extends SwitchName>(name: N): SwitchValue<N> | undefined {
    return this.#settings.get(name)?.value as SwitchValue<N> | undefined;
  }

  /** All that is on, for the control door. */
  list(): Record<string, SwitchScope & { value: unknown }> {
    return Object.fromEntries(this.#settings);
  }
}

function applies(setting: Setting, request: SwitchRequest): boolean {
  if (setting.method !== undefined && setting.method !== request.method) return false;
  return setting.path === undefined || request.path.includes(setting.path);
}
