import type { ImportedSource } from '../../preload/contract.ts';
import { ok, type Result } from '../errors.ts';
import { importConfiguration } from './import.ts';

/**
 * A pasted configuration as the draft a window fills its form with. The key is in it as it was pasted, because the person
 * goes on from there: whoever holds the answer must not write it anywhere. Error: `validation`/`notAnObject`.
 */
export function importSource(text: string): Result<ImportedSource> {
  const imported = importConfiguration(text);
  if (!imported.ok) return imported;
  const { draft, problems } = imported.value;
  const { kind, name, address, key, model, system, parameters, stream, timeouts } = draft;
  return ok({
    draft: {
      kind,
      id: null,
      name,
      address,
      ...(key === null ? {} : { key: key.reveal() }),
      headers: [],
      model,
      system: system ?? '',
      parameters,
      stream,
      timeouts: { firstByte: timeouts.firstByteMs / 1_000, betweenBytes: timeouts.betweenBytesMs / 1_000 },
      prices: null,
    },
    problems,
  });
}
