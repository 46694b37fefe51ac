import type { DemoWorkspace } from '../../../main/demo/index.ts';
import { type Answer, read } from './workspace.ts';

/** A client of the demo's gateway, as plain as possible. */
export interface GatewayClient {
  send(method: string, path: string, more?: RequestInit): Promise<Answer>;
  submit(prompt: string, more?: { model?: string; messages?: unknown; signal?: AbortSignal }): Promise<Answer>;
  /** The same question without `X-SID`. */
  hold(prompt: string, signal?: AbortSignal): Promise<Answer>;
  status(id: string, signal?: AbortSignal): Promise<Answer>;
}

export function gatewayOf(workspace: DemoWorkspace): GatewayClient {
  const { address, key } = workspace.gateway;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const send = async (method: string, path: string, more: RequestInit = {}) =>
    read(await fetch(address + path, { method, headers, ...more }));
  const post = (body: unknown, more: RequestInit) =>
    send('POST', '/v1/chat/completions', { body: JSON.stringify(body), ...more });
  const asked = (prompt: string) => [{ role: 'user', content: prompt }];
  return {
    send,
    submit: (prompt, { model = 'demo/atelier', messages = asked(prompt), signal } = {}) =>
      post({ model, messages }, { headers: { ...headers, 'x-sid': 'a test' }, ...(signal ? { signal } : {}) }),
    hold: (prompt, signal) => post({ model: 'demo/atelier', messages: asked(prompt) }, signal ? { signal } : {}),
    status: (id, signal) => send('GET', `/v1/tasks/status/${id}`, signal ? { signal } : {}),
  };
}
