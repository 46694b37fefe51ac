import type {
  AguiSource,
  GatewaySource,
  Interrupt,
  RunDetail,
  RunItem,
  RunSummary,
} from '../../../preload/contract.ts';
import { NOW } from './scenario.ts';

export const AGENT: AguiSource = {
  id: 'tickets',
  name: 'tickets-agent',
  address: 'https://agents.example.org/tickets',
  demo: false,
  kind: 'agui',
  headers: [],
  protocol: '1.0',
  forwardedProps: '',
  openWebuiPreset: false,
  idleSeconds: 180,
  tools: { openUrl: false, copyToClipboard: false },
};

export const GATEWAY: GatewaySource = {
  id: 'harbour',
  name: 'Harbour gateway',
  address: 'https://gateway.example.org/v1',
  demo: false,
  kind: 'gateway',
  hasKey: true,
  model: 'ollama/llama3.1:8b',
};

const summary: RunSummary = {
  id: 41,
  kind: 'agui',
  sourceId: AGENT.id,
  sourceName: AGENT.name,
  demo: false,
  model: null,
  title: 'Collect this week’s open tickets',
  state: { kind: 'running', since: NOW - 15_000 },
  contact: { kind: 'ok' },
  startedAt: NOW - 15_000,
  lastNewsAt: NOW,
  endedAt: null,
  step: null,
  steps: 0,
  preview: null,
  asks: null,
  conversationId: null,
  previousId: null,
  unseen: false,
  tokens: null,
};

/** A run that has just begun. */
export const BEGUN: RunDetail = {
  run: summary,
  prompt: '',
  earlier: [],
  items: [],
  interrupts: [],
  sharedState: null,
  usage: [],
  result: null,
  media: [],
  events: 0,
  faults: 0,
  revision: 1,
};

export function runState(state: RunSummary['state'], more: Partial<RunSummary> = {}): RunSummary {
  return { ...summary, state, ...more };
}

const base = { owner: null } as const;

function step(id: string, name: string, from: number, to: number): RunItem {
  return { ...base, kind: 'step', id, name, at: NOW - from, endedAt: NOW - to };
}

function tool(id: string, name: string, from: number, to: number): RunItem {
  return {
    ...base,
    kind: 'tool',
    id,
    name,
    at: NOW - from,
    endedAt: NOW - to,
    args: '{"pump":"P-204"}',
    status: 'done',
    result: '7',
    media: [],
  };
}

const WORDS = {
  en: ['Read the request', 'Searched the tickets, 7 found', 'Read 7 tickets', 'Drafted the mail, 148 words'],
  fr: ['Lecture de la demande', 'Recherche des tickets, 7 trouvés', 'Lecture de 7 tickets', 'Courriel écrit, 148 mots'],
} as const;

/** Four steps, with the tools used in two of them. */
export function steps(lang: 'en' | 'fr'): readonly RunItem[] {
  const [read, searched, tickets, drafted] = WORDS[lang];
  return [
    step('s1', read, 15_000, 14_600),
    step('s2', searched, 14_600, 12_500),
    tool('t1', 'search_tickets', 14_500, 12_600),
    step('s3', tickets, 12_500, 5_700),
    ...Array.from({ length: 7 }, (_, n) => tool(`r${n}`, 'read_ticket', 12_400 - n * 900, 11_600 - n * 900)),
    step('s4', drafted, 5_700, 400),
  ];
}

const QUESTION = {
  en: 'Send this mail to 3 people at Dinard?',
  fr: 'Envoyer ce courriel à 3 personnes à Dinard ?',
} as const;
const MAIL = {
  en: 'P-204, seven open points: the seal is due on Thursday, four need a photo, two wait for a part, one is closed.',
  fr: 'P-204, sept points ouverts : le joint est attendu jeudi, quatre demandent une photo, deux une pièce.',
} as const;

export function question(lang: 'en' | 'fr', more: Partial<Interrupt> = {}): Interrupt {
  return {
    id: 'i1',
    origin: 'interrupt',
    reason: 'confirmation',
    message: QUESTION[lang],
    toolName: 'send_mail',
    args: JSON.stringify({ text: MAIL[lang] }),
    editableArgs: true,
    form: [],
    schema: null,
    expiresAt: NOW + 272_000,
    ...more,
  };
}

export function message(text: string): RunItem {
  return {
    ...base,
    kind: 'message',
    id: 'm1',
    at: NOW - 300,
    endedAt: null,
    role: 'assistant',
    name: null,
    text,
    media: [],
    broken: false,
  };
}
