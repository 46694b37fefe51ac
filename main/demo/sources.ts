import type { AguiSource, AnswerSource, AnswerSourceKind, Source } from '../../preload/contract.ts';
import { NO_PARAMETERS } from '../answers/parameters.ts';
import { CHAT_SOURCE_KINDS } from '../answers/registry.ts';
import type { Translate } from '../i18n.ts';
import type { AgentName } from './agents/index.ts';
import { GATEWAY_MODEL } from './gateway/models.ts';
import type { DemoWorkspace } from './index.ts';
import { OPENAI_MODEL } from './openai/models.ts';
import { WEBUI_MODEL } from './openwebui-direct/models.ts';

/** What the demo workspace offers beside its conversations, and the keys that belong to it, by source. */
export interface DemoSources {
  readonly sources: readonly Source[];
  readonly keys: ReadonlyMap<string, string>;
}

/** The agents a person meets, and what they are called; the rude one is for tests. */
const SHOWN: Partial<Record<AgentName, string>> = {
  plain: 'plain-agent',
  tickets: 'tickets-agent',
  planner: 'planner-agent',
  mail: 'mail-agent',
};

const GATEWAY_ID = 'demo-gateway';

/** The gateway and the agents to give tasks to, then the servers that answer questions; named as `t` speaks. */
export function demoSources(
  workspace: Pick<DemoWorkspace, 'gateway' | 'agents' | 'answers'>,
  t: Translate,
): DemoSources {
  const named = (name: string) => t('sources.demoName', { name });
  const gateway: Source = {
    kind: 'gateway',
    id: GATEWAY_ID,
    name: named(t('sources.demoGateway')),
    address: workspace.gateway.address,
    demo: true,
    hasKey: true,
    model: GATEWAY_MODEL,
  };
  const agents = workspace.agents.flatMap(({ name, address }) => {
    const shown = SHOWN[name];
    return shown === undefined ? [] : [agentSource(name, named(shown), address)];
  });
  const { openAi, openWebui, connectors } = workspace.answers;
  const answers = [
    answerSource({ id: 'demo-openai', kind: 'openai-connector', name: named('OpenAI'), address: connectors.openai }),
    answerSource({
      id: 'demo-mistral',
      kind: 'mistral-connector',
      name: named('Mistral'),
      address: connectors.mistral,
    }),
    answerSource({
      id: 'demo-open-webui',
      kind: 'open-webui',
      name: named('Open WebUI'),
      address: openWebui.address,
      model: WEBUI_MODEL,
    }),
    answerSource({
      id: 'demo-local',
      kind: 'openai-compatible',
      name: named(t('sources.demoLocal')),
      address: openAi.address,
      model: OPENAI_MODEL,
    }),
  ];
  return {
    sources: [gateway, ...agents, ...answers],
    keys: new Map([
      [GATEWAY_ID, workspace.gateway.key],
      ['demo-open-webui', openWebui.key],
      ['demo-local', openAi.key],
    ]),
  };
}

function agentSource(agent: AgentName, name: string, address: string): AguiSource {
  return {
    kind: 'agui',
    id: `demo-${agent}`,
    name,
    address,
    demo: true,
    headers: [],
    protocol: '1.0',
    forwardedProps: '',
    openWebuiPreset: false,
    idleSeconds: 120,
    tools: { openUrl: true, copyToClipboard: true },
  };
}

/** The connectors have keys of their own and answer with a model of theirs; the others need both. */
function answerSource({
  model = null,
  ...own
}: Pick<AnswerSource, 'id' | 'name' | 'address'> & { kind: AnswerSourceKind; model?: string | null }): AnswerSource {
  const { timeouts } = CHAT_SOURCE_KINDS[own.kind];
  return {
    ...own,
    demo: true,
    hasKey: model !== null,
    headers: [],
    model,
    system: '',
    parameters: NO_PARAMETERS,
    stream: true,
    timeouts: { firstByte: timeouts.firstByteMs / 1_000, betweenBytes: timeouts.betweenBytesMs / 1_000 },
    prices: null,
    nearby: true,
  };
}
