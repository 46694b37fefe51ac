import { z } from 'zod';
import { appError, fail, ok, type Result } from '../../errors.ts';
import { parseJson, readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/message.ts';
import { type Check, checkModel, PASSED, type TestStep } from '../connection-test.ts';
import { accepted, type Line, look } from '../request.ts';
import type { ChatSource, SourceModel } from '../source.ts';

/** Its public configuration; the name is the administrator's choice. */
const config = z.object({ name: z.string(), version: z.string(), features: z.object({}) });
const health = z.object({ status: z.boolean() });

type Probe = Pick<Readonly<Record<TestStep, Check>>, 'reachable' | 'service' | 'authorised' | 'model'>;

/** Health without a key, then the configuration only Open WebUI has, then the list of models with the key. */
export function openWebuiProbe(
  line: Line,
  base: string,
  models: ChatSource['models'],
  model: string | null,
  signal: AbortSignal,
): Probe {
  let knocked: HttpResponse | null = null;
  let listed: readonly SourceModel[] = [];
  return {
    async reachable() {
      const response = await look(line, { url: `${base}/health`, purpose: 'reach the server', signal });
      if (!response.ok) return response;
      knocked = response.value;
      return PASSED;
    },
    async service() {
      const healthy = knocked ? readHealth(line, knocked) : ok(null);
      if (!healthy.ok) return healthy;
      const response = await look(line, { url: `${base}/api/config`, purpose: 'read the configuration', signal });
      return response.ok ? readConfig(line, response.value) : response;
    },
    async authorised() {
      const list = await models(signal);
      if (!list.ok) return list;
      listed = list.value;
      return PASSED;
    },
    model: () => checkModel(model, listed, true),
  };
}

/** A proxy's page of status 200 is no health; errors say what came instead. */
function readHealth(line: Line, response: HttpResponse): Result<null> {
  const answer = accepted(line, response, 'read the health');
  if (!answer.ok) return answer;
  const read = readJson(answer.value, health);
  if (!read.ok) return read;
  return read.value.status ? ok(null) : fail(appError('http', 'the server is not healthy', { reason: 'unhealthy' }));
}

function readConfig(line: Line, response: HttpResponse): Result<'passed'> {
  const answer = accepted(line, response, 'read the configuration');
  if (!answer.ok) return answer;
  const json = parseJson(answer.value);
  if (!json.ok) return json;
  if (config.safeParse(json.value).success) return PASSED;
  return fail(appError('protocol', 'another service than Open WebUI', { reason: 'otherService' }));
}
