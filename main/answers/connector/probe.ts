import { appError, fail } from '../../errors.ts';
import { readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/message.ts';
import { type Check, checkModel, PASSED, type TestStep } from '../connection-test.ts';
import { accepted, type Line, look } from '../request.ts';
import type { ChatSource, SourceModel } from '../source.ts';
import type { Dialect } from './dialects.ts';
import { health } from './schemas.ts';

export interface Probed {
  readonly line: Line;
  readonly base: string;
  readonly dialect: Dialect;
  readonly models: ChatSource['models'];
  readonly model: string | null;
  /** A key of ours goes with each request; else the connector needs one of its own. */
  readonly ownKey: boolean;
}

type Probe = Pick<Readonly<Record<TestStep, Check>>, 'reachable' | 'service' | 'authorised' | 'model'>;

/** The health, which is always status 200 and says who answers and whether a key is configured; then the models. */
export function connectorProbe(probed: Probed, signal: AbortSignal): Probe {
  const { line, base, dialect, models, model, ownKey } = probed;
  let knocked: HttpResponse | null = null;
  let configured = false;
  let listed: readonly SourceModel[] = [];
  return {
    async reachable() {
      const response = await look(line, { url: `${base}/health`, purpose: 'reach the server', signal });
      if (!response.ok) return response;
      knocked = response.value;
      return PASSED;
    },
    async service() {
      if (!knocked) return PASSED;
      const answer = accepted(line, knocked, 'read the health');
      const read = answer.ok ? readJson(answer.value, health) : answer;
      if (!read.ok) return read;
      configured = read.value[dialect.configured] ?? read.value.status === 'healthy';
      if (read.value.service === dialect.service) return PASSED;
      // Both have the same routes but for one word; taking one for the other is the likely mistake.
      const reason = /^(openai|mistral)-connector$/.test(read.value.service ?? '') ? 'otherConnector' : 'otherService';
      return fail(appError('protocol', `another service than the ${dialect.service}`, { reason }));
    },
    async authorised() {
      if (!configured && !ownKey) {
        return fail(appError('auth', 'the connector has no key of its own', { reason: 'notConfigured' }));
      }
      const list = await models(signal);
      if (!list.ok) return list;
      listed = list.value;
      return PASSED;
    },
    model: () => checkModel(model, listed, false),
  };
}
