import { ok, type Result } from '../../errors.ts';
import { parseJson } from '../../http/json.ts';
import { accepted, type Line, look } from '../request.ts';
import type { SourceModel } from '../source.ts';
import { readAnswer } from './call.ts';
import type { Dialect } from './dialects.ts';
import { modelList } from './schemas.ts';

const PURPOSE = 'list models';

/** The provider's models, with what is known of their context by name: the connectors list none. */
export async function connectorModels(
  line: Line,
  url: string,
  dialect: Dialect,
  signal: AbortSignal | undefined,
): Promise<Result<readonly SourceModel[]>> {
  const response = await look(line, { url, purpose: PURPOSE, signal });
  if (!response.ok) return response;
  const list = accepted(line, response.value, PURPOSE);
  if (!list.ok) return list;
  const json = parseJson(list.value);
  if (!json.ok) return json;
  const rows = readAnswer(line, json.value, modelList, PURPOSE);
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({ ...row, name: row.id, contextTokens: dialect.contextOf(row.id), active: true })),
  );
}
