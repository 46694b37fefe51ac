import { onTestFinished } from 'vitest';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import { CHAT_SOURCE_KINDS, type ChatSourceKindName } from '../../../main/answers/registry.ts';
import type { AnswerRequest, ChatSource, SourceSettings } from '../../../main/answers/source.ts';
import { systemClock } from '../../../main/clock.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { Secret } from '../../../main/secret.ts';
import { listener } from '../../unit/answers/fake-http.ts';
import { type Setup, setUp } from '../demo/workspace.ts';

export const QUESTION = 'How do I check a pump?';

/** A source of this kind with these settings, over the real network, until the test ends. */
export function sourceAt(
  kind: ChatSourceKindName,
  address: string,
  key: string | null,
  more: Partial<SourceSettings> = {},
): ChatSource {
  const http = createHttpClient({ clock: systemClock, userAgent: 'HalextCompanion/test' });
  onTestFinished(() => http.close());
  return CHAT_SOURCE_KINDS[kind].create(
    {
      id: 'test',
      name: 'A source',
      address,
      key: key === null ? null : new Secret(key),
      model: null,
      headers: {},
      stream: true,
      timeouts: { firstByteMs: 20_000, betweenBytesMs: 20_000 },
      ...more,
    },
    { http, clock: systemClock, random: () => 0 },
  );
}

/** What the demo offers, as a person would set it up. */
const OFFERED: Record<
  ChatSourceKindName,
  (answers: Setup['workspace']['answers']) => [string, string | null, string | null]
> = {
  'openai-compatible': ({ openAi }) => [openAi.address, openAi.key, 'atelier'],
  'open-webui': ({ openWebui }) => [openWebui.address, openWebui.key, 'Technova'],
  'openai-connector': ({ connectors }) => [connectors.openai, null, null],
  'mistral-connector': ({ connectors }) => [connectors.mistral, null, null],
};

export const KINDS = Object.keys(OFFERED) as ChatSourceKindName[];

/** A demo workspace and a source in front of one of its servers. */
export async function atDemo(kind: ChatSourceKindName, more: Partial<SourceSettings> & { wrongKey?: string } = {}) {
  const { workspace } = await setUp();
  const [address, key, model] = OFFERED[kind](workspace.answers);
  const { wrongKey, ...settings } = more;
  const source = sourceAt(kind, address, wrongKey ?? key, { model, ...settings });
  return { workspace, switches: workspace.switches, source };
}

export async function ask(
  source: ChatSource,
  request: Partial<AnswerRequest> = {},
  signal: AbortSignal = new AbortController().signal,
  heardSome: (text: string) => void = () => {},
) {
  const { heard, sink } = listener();
  const question: AnswerRequest = {
    turns: [{ role: 'user', text: QUESTION }],
    model: null,
    system: null,
    parameters: NO_PARAMETERS,
    ...request,
  };
  const telling = {
    ...sink,
    text: (delta: string) => {
      sink.text(delta);
      heardSome(heard.text);
    },
  };
  const end = await source.send(question, telling, signal);
  return { heard, end };
}
