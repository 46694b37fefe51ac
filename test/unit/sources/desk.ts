import { createKeyring } from '../../../main/accounts/keyring.ts';
import { createMemoryStore, type SecretStore } from '../../../main/accounts/secret-store.ts';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import { ok, type Result } from '../../../main/errors.ts';
import type { KeyValue } from '../../../main/settings/settings.ts';
import { createSources, type ListedModels, type SourceAccess } from '../../../main/sources/index.ts';
import type { AnswerSourceDraft, SourceDraft } from '../../../preload/contract.ts';
import { manualClock } from '../accounts/manual-clock.ts';

/** A file on a disk that only takes JSON. */
export function disk(content?: unknown): KeyValue & { content: unknown; readOnly: boolean } {
  const file = {
    content,
    readOnly: false,
    read: () => file.content,
    write(value: unknown) {
      if (file.readOnly) throw new Error('EROFS');
      file.content = JSON.parse(JSON.stringify(value));
    },
  };
  return file;
}

/** A computer: what stays when the program is started again, and a gateway that lists models. */
export function desk(file = disk(), secrets: SecretStore = createMemoryStore()) {
  const time = manualClock();
  const gateway = {
    answer: ok(named('local/small', 'local/vendor/large')) as Result<ListedModels>,
    asked: [] as SourceAccess[],
  };
  const metered = { on: false };
  let serial = 0;
  const start = () =>
    createSources({
      backend: file,
      keyring: createKeyring(secrets),
      clock: time.clock,
      newId: () => `id-${++serial}`,
      metered: () => metered.on,
      askModels: async (access) => {
        gateway.asked.push(access);
        return gateway.answer;
      },
    });
  return { ...time, file, secrets, gateway, metered, start };
}

/** Models of which nothing but the name is known. */
export function named(...models: string[]): ListedModels {
  return { models, details: [] };
}

export type GatewayDraft = Extract<SourceDraft, { kind: 'gateway' }>;
export type AguiDraft = Extract<SourceDraft, { kind: 'agui' }>;

export const KEY = 'sk-kept-0123456789';
export const TOKEN = 'token-kept-0123456789';

export function gatewayDraft(more: Partial<GatewayDraft> = {}): GatewayDraft {
  return {
    kind: 'gateway',
    id: null,
    name: 'Atelier',
    address: 'https://gateway.example.org',
    key: KEY,
    model: null,
    ...more,
  };
}

export function aguiDraft(more: Partial<AguiDraft> = {}): AguiDraft {
  return {
    kind: 'agui',
    id: null,
    name: 'Ledger',
    address: 'https://agents.example.org/ledger',
    headers: [
      { name: 'Authorization', value: `Bearer ${TOKEN}`, secret: true },
      { name: 'X-Team', value: 'north', secret: false },
    ],
    protocol: '1.0',
    forwardedProps: '',
    openWebuiPreset: false,
    idleSeconds: 120,
    tools: { openUrl: true, copyToClipboard: false },
    ...more,
  };
}

export function answerDraft(more: Partial<AnswerSourceDraft> = {}): AnswerSourceDraft {
  return {
    kind: 'open-webui',
    id: null,
    name: 'Atelier chat',
    address: 'https://chat.example.org/webui',
    key: KEY,
    headers: [],
    model: 'Technova',
    system: 'You are brief.',
    parameters: NO_PARAMETERS,
    stream: true,
    timeouts: { firstByte: 45, betweenBytes: 45 },
    prices: null,
    ...more,
  };
}

/** The value of a result that must be one. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind} ${result.error.reason ?? ''}`);
  return result.value;
}
