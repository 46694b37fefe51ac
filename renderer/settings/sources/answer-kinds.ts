import type { TFunction } from 'i18next';
import type { AnswerSourceKind, SourceKind } from '../../../preload/contract.ts';
import type { NumberField } from './numbers.ts';

/** What differs between the forms of the kinds of sources that answer questions. Words by their keys. */
interface AnswerKind {
  readonly example: string;
  readonly addressHint: string;
  readonly keyHint: string;
  /** The answer can come while it is made. */
  readonly streams: boolean;
  /** Parameters it does not take. */
  readonly without: readonly NumberField[];
  readonly safePrompt: boolean;
  /** Both limits of time a new one begins with. */
  readonly seconds: number;
}

export const ANSWER_KINDS: Readonly<Record<AnswerSourceKind, AnswerKind>> = {
  'openai-compatible': {
    example: 'sources.exampleOpenAi',
    addressHint: 'sources.openAiAddressHint',
    keyHint: 'sources.openAiKeyHint',
    streams: true,
    without: [],
    safePrompt: false,
    seconds: 120,
  },
  'open-webui': {
    example: 'sources.exampleOpenWebui',
    addressHint: 'sources.openWebuiAddressHint',
    keyHint: 'sources.openWebuiKeyHint',
    streams: true,
    without: [],
    safePrompt: false,
    seconds: 45,
  },
  'openai-connector': {
    example: 'sources.exampleOpenAiConnector',
    addressHint: 'sources.connectorAddressHint',
    keyHint: 'sources.connectorKeyHint',
    streams: false,
    without: [],
    safePrompt: false,
    seconds: 120,
  },
  'mistral-connector': {
    example: 'sources.exampleMistralConnector',
    addressHint: 'sources.connectorAddressHint',
    keyHint: 'sources.connectorKeyHint',
    streams: false,
    without: ['frequencyPenalty', 'presencePenalty'],
    safePrompt: true,
    seconds: 120,
  },
};

export const ANSWER_KIND_NAMES = Object.keys(ANSWER_KINDS) as readonly AnswerSourceKind[];

const NAMES: Readonly<Record<SourceKind, string>> = {
  gateway: 'sources.gateway',
  agui: 'sources.agent',
  'openai-compatible': 'sources.openAiCompatible',
  'open-webui': 'sources.openWebui',
  'openai-connector': 'sources.openAiConnector',
  'mistral-connector': 'sources.mistralConnector',
};

const NEW: Readonly<Record<SourceKind, string>> = {
  gateway: 'sources.newGateway',
  agui: 'sources.newAgent',
  'openai-compatible': 'sources.newOpenAiCompatible',
  'open-webui': 'sources.newOpenWebui',
  'openai-connector': 'sources.newOpenAiConnector',
  'mistral-connector': 'sources.newMistralConnector',
};

/** What a kind of source is called. */
export function kindName(t: TFunction, kind: SourceKind): string {
  return t(NAMES[kind]);
}

/** The title of the form of a new one. */
export function newTitle(t: TFunction, kind: SourceKind): string {
  return t(NEW[kind]);
}
