import { type Answer, read, type Setup, setUp } from './workspace.ts';

export type Server = 'openAi' | 'openWebui';

/** Clients of the demo's servers of answers, as plain as possible. */
export async function atAnswers() {
  const { workspace } = await setUp();
  return { workspace, switches: workspace.switches, ...clientsOf(workspace) };
}

function clientsOf({ answers }: Setup['workspace']) {
  const send = async (url: string, more: RequestInit): Promise<Answer> => read(await fetch(url, more));
  const headersOf = (server: Server) => ({
    authorization: `Bearer ${answers[server].key}`,
    'content-type': 'application/json',
  });
  return {
    get: (server: Server, path: string, headers: HeadersInit = headersOf(server)) =>
      send(answers[server].address + path, { headers }),
    /** Opens a chat; the model is one the server has, unless another is asked for. */
    openChat(server: Server, body: object = {}, more: RequestInit = {}): Promise<Response> {
      const model = server === 'openAi' ? 'atelier' : 'Technova';
      const messages = [{ role: 'user', content: 'How do I check a pump?' }];
      const path = server === 'openAi' ? '/chat/completions' : '/api/chat/completions';
      return fetch(answers[server].address + path, {
        method: 'POST',
        headers: headersOf(server),
        body: JSON.stringify({ model, messages, stream: true, ...body }),
        ...more,
      });
    },
    connector: (
      name: 'openai' | 'mistral',
      path: string,
      body?: object,
      { key, signal }: { key?: string; signal?: AbortSignal } = {},
    ) =>
      send(`${answers.connectors[name]}${path.replace('<p>', name)}`, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'x-api-key': key }) },
        ...(signal ? { signal } : {}),
      }),
    embed: (texts: readonly string[]) =>
      send(`${answers.openAi.address}/embeddings`, {
        method: 'POST',
        headers: headersOf('openAi'),
        body: JSON.stringify({ input: texts, model: 'atelier-embed' }),
      }),
  };
}
