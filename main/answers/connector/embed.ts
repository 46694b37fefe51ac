import { type Line, post, readWholeJson } from '../request.ts';
import type { ChatSource } from '../source.ts';
import { packVectors } from '../vectors.ts';
import { readAnswer } from './call.ts';
import { embeddingsAnswer } from './schemas.ts';

const PURPOSE = 'ask for embeddings';

/** Without a model the connector takes its provider's usual one. */
export function connectorEmbeddings(line: Line, url: string): ChatSource['embed'] {
  return async ({ texts, model }, signal) => {
    const json = { input: texts, ...(model === null ? {} : { model }) };
    const opened = await post(line, { url, json, accept: 'application/json', purpose: PURPOSE, signal });
    if (!opened.ok) return opened;
    const body = await readWholeJson(opened.value);
    if (!body.ok) return body;
    const answer = readAnswer(line, body.value, embeddingsAnswer, PURPOSE);
    if (!answer.ok) return answer;
    const { embeddings, model: made, usage } = answer.value;
    return packVectors(embeddings, texts.length, { model: made ?? null, tokens: usage?.total ?? usage?.input ?? null });
  };
}
