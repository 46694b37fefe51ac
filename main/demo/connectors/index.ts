import type { Demo, DemoContext, Handler } from '../demo.ts';
import type { SwitchValue } from '../switches.ts';
import { neverAnswer } from '../transport.ts';
import { PROVIDERS, type Provider } from './provider.ts';
import { chat, embeddings, failure, models } from './routes.ts';

/** Where the connectors are mounted: each below its provider's name. */
export const CONNECTORS_PATH = '/connector';

/** Both connectors, which stand between a program and OpenAI or Mistral; the responder of the demo plays both. */
export function connectorsHandler(demo: Demo): Handler {
  return (c) => {
    const [, name = '', path = ''] = /^\/connector\/(\w+)(\/.*)?$/.exec(c.req.path) ?? [];
    const provider = name === 'openai' || name === 'mistral' ? PROVIDERS[name] : null;
    if (!provider) return notFound();
    const api = `/api/v1/${provider.name}`;
    switch (`${c.req.method} ${path}`) {
      case 'GET /':
      case 'GET ':
        return Response.json({ name: `${name}-connector`, version: '1.0.0', endpoints: { chat: `${api}/chat` } });
      case 'GET /health':
        return health(demo, c, provider);
      case `GET ${api}/models`:
        return withoutKey(demo, c) ?? models(provider);
      case `POST ${api}/chat`:
        return spoilt(demo, c) ?? chat(demo, c, provider);
      case `POST ${api}/embeddings`:
        return spoilt(demo, c) ?? embeddings(demo, c, provider);
      default:
        return notFound();
    }
  };
}

/** Always status 200. */
function health({ switches }: Demo, c: DemoContext, { name }: Provider): Response {
  const configured = switches.value('connectorUnconfigured') === undefined;
  const shown = switches.take('connectorMixedUp', c.req) ? other(name) : name;
  return Response.json({
    status: configured ? 'healthy' : 'unhealthy',
    service: `${shown}-connector`,
    version: '1.0.0',
    [`${shown}_configured`]: configured,
  });
}

function other(name: Provider['name']): Provider['name'] {
  return name === 'openai' ? 'mistral' : 'openai';
}

/** A key of the caller's goes to the provider, who knows those of the demo by their first letters. */
function withoutKey({ switches }: Demo, c: DemoContext): Response | null {
  const key = c.req.header('x-api-key');
  if (key === undefined) {
    return switches.value('connectorUnconfigured') ? failure(500, 'No API key is configured', 'ValueError') : null;
  }
  if (key.startsWith('sk-') && !switches.take('answerKeyRefused', c.req)) return null;
  return failure(401, `Incorrect API key provided: ${key}`, 'AuthenticationError');
}

function spoilt(demo: Demo, c: DemoContext): Response | null {
  if (demo.switches.take('connectorHangs', c.req)) return neverAnswer();
  const fails = demo.switches.take('connectorFails', c.req);
  return fails === undefined ? withoutKey(demo, c) : askedFailure(fails);
}

function askedFailure(how: SwitchValue<'connectorFails'>): Response {
  switch (how) {
    case 'text200':
      return failure(200, 'The provider did not answer.');
    case 'class200':
      return failure(200, 'Request timed out.', 'APITimeoutError');
    case 'text400':
      return failure(400, "This model's maximum context length is 8192 tokens.");
    case 'class500':
      return failure(500, 'The provider failed.', 'APIConnectionError');
    case 'limit429': {
      const limited = failure(429, 'Rate limit reached.', 'RateLimitError');
      limited.headers.set('retry-after', '1');
      return limited;
    }
  }
}

function notFound(): Response {
  return Response.json({ detail: 'Not Found' }, { status: 404 });
}
