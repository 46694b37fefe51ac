import type { AguiSource, Source } from '../../preload/contract.ts';
import type { AgentName } from './agents/index.ts';
import { GATEWAY_MODEL } from './gateway/models.ts';
import type { DemoWorkspace } from './index.ts';

/** The agents a person meets, and what they are called; the rude one is for tests. */
const SHOWN: Partial<Record<AgentName, string>> = {
  plain: 'plain-agent (demo)',
  tickets: 'tickets-agent (demo)',
  planner: 'planner-agent (demo)',
  mail: 'mail-agent (demo)',
};

/** What the demo workspace offers to give tasks to: the gateway, whose key is `workspace.gateway.key`, and the agents. */
export function demoSources(workspace: Pick<DemoWorkspace, 'gateway' | 'agents'>): readonly Source[] {
  const gateway: Source = {
    kind: 'gateway',
    id: 'demo-gateway',
    name: 'Gateway (demo)',
    address: workspace.gateway.address,
    demo: true,
    hasKey: true,
    model: GATEWAY_MODEL,
  };
  const agents = workspace.agents.flatMap(({ name, address }) => {
    const shown = SHOWN[name];
    return shown === undefined ? [] : [agentSource(name, shown, address)];
  });
  return [gateway, ...agents];
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
