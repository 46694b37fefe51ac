import { type AppError, fail, ok, type Result } from '../../errors.ts';
import { type Check, checkModel, PASSED, type TestStep } from '../connection-test.ts';
import type { Line } from '../request.ts';
import type { SourceModel } from '../source.ts';
import { askForModels, listModels, readModels } from './models.ts';

type Probe = Pick<Readonly<Record<TestStep, Check>>, 'reachable' | 'service' | 'authorised' | 'model'>;

/** One list of models tells four things: whether anybody answers, as what, whether we may ask, and for which models. */
export function openAiProbe(line: Line, base: string, model: string | null, signal: AbortSignal): Probe {
  let listed: Result<readonly SourceModel[]> = ok([]);
  return {
    async reachable() {
      const response = await askForModels(line, `${base}/models`, signal);
      if (!response.ok) return response;
      listed = readModels(line, response.value);
      return PASSED;
    },
    // Who asks for a key may still be anybody; the list it then gives will tell.
    service: async () =>
      listed.ok || listed.error.kind === 'auth' ? PASSED : explainMissing(line, base, listed, signal),
    authorised: async () => (listed.ok ? PASSED : listed),
    model: async () => (listed.ok ? checkModel(model, listed.value, true) : listed),
  };
}

/** The usual mistake: the base without its `/v1`. */
async function explainMissing(
  line: Line,
  base: string,
  missing: { readonly ok: false; readonly error: AppError },
  signal: AbortSignal,
): Promise<{ readonly ok: false; readonly error: AppError }> {
  if (/\/v\d+$/.test(base)) return missing;
  const below = await listModels(line, `${base}/v1/models`, signal);
  return below.ok || below.error.kind === 'auth' ? fail({ ...missing.error, reason: 'missingV1' }) : missing;
}
