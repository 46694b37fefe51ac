import type { Result } from '../../errors.ts';
import { readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/message.ts';
import { accepted, type Line, look } from '../request.ts';
import type { SourceModel } from '../source.ts';
import { modelList } from './schemas.ts';

const PURPOSE = 'list models';

export function askForModels(line: Line, url: string, signal: AbortSignal | undefined): Promise<Result<HttpResponse>> {
  return look(line, { url, purpose: PURPOSE, signal });
}

/** Errors: those of `line.explain`; `protocol` when it is no list. */
export function readModels(line: Line, response: HttpResponse): Result<readonly SourceModel[]> {
  const list = accepted(line, response, PURPOSE);
  return list.ok ? readJson(list.value, modelList) : list;
}

/** Asks and reads. */
export async function listModels(
  line: Line,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Result<readonly SourceModel[]>> {
  const response = await askForModels(line, url, signal);
  return response.ok ? readModels(line, response.value) : response;
}
