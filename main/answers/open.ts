import type { AnswerSource } from '../../preload/contract.ts';
import type { SourceAccess } from '../sources/access.ts';
import { CHAT_SOURCE_KINDS } from './registry.ts';
import type { ChatSource, SourceDeps } from './source.ts';

/** A source of answers as it is set up, ready to be asked. */
export function openChatSource(source: AnswerSource, { headers, key }: SourceAccess, deps: SourceDeps): ChatSource {
  const { id, name, address, model, stream, timeouts } = source;
  const settings = {
    id,
    name,
    address,
    key: key ?? null,
    model,
    headers,
    stream,
    timeouts: { firstByteMs: timeouts.firstByte * 1_000, betweenBytesMs: timeouts.betweenBytes * 1_000 },
  };
  return CHAT_SOURCE_KINDS[source.kind].create(settings, deps);
}
