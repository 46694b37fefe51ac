import { appError, fail, type Result } from '../../errors.ts';
import { type Line, post, readWholeJson } from '../request.ts';
import type { ChatSource, Embeddings } from '../source.ts';
import { packVectors } from '../vectors.ts';
import { embeddingList } from './schemas.ts';

const PURPOSE = 'ask for embeddings';

/** `POST {base}/embeddings`. Without a model the field is left out. */
export function openAiEmbeddings(line: Line, url: string): ChatSource['embed'] {
  return async ({ texts, model }, signal) => {
    const json = { input: texts, ...(model === null ? {} : { model }) };
    const opened = await post(line, { url, json, accept: 'application/json', purpose: PURPOSE, signal });
    if (!opened.ok) return opened;
    const body = await readWholeJson(opened.value);
    return body.ok ? readEmbeddings(body.value, texts.length) : body;
  };
}

/** Servers may answer in another order than they were asked, and say so by `index`. */
function readEmbeddings(value: unknown, wanted: number): Result<Embeddings> {
  const read = embeddingList.safeParse(value);
  if (!read.success) return fail(appError('protocol', `${PURPOSE}: unexpected shape`, { reason: 'wrongShape' }));
  const { data, model, usage } = read.data;
  const rows: (readonly number[])[] = [];
  data.forEach(({ embedding, index }, at) => {
    rows[index ?? at] = embedding;
  });
  return packVectors(rows, wanted, { model: model ?? null, tokens: usage?.total ?? usage?.input ?? null });
}
