import { dirname, join } from 'node:path';
import type { AnswerDesk } from '../answers/desk.ts';
import type { OpenReport } from '../database/open.ts';
import type { Store } from '../database/store.ts';
import type { Emit } from '../emit.ts';
import { errorTrace } from '../log.ts';
import type { Ports } from '../ports.ts';
import type { Sources } from '../sources/index.ts';
import { createMeaning, type Meaning } from './index.ts';

export interface MeaningHostDeps {
  readonly ports: Ports;
  readonly store: Store;
  /** Where the conversations are: the vectors of those that are not kept are not kept either. */
  readonly storage: OpenReport['storage'];
  readonly desk: AnswerDesk;
  readonly sources: Sources;
  readonly emit: Emit;
}

/** Search by meaning with everything it needs of the rest of the program. */
export function createMeaningHost({ ports, store, storage, desk, sources, emit }: MeaningHostDeps): Meaning {
  const { clock, newId, settings, workerUrl, files, log } = ports;
  const file = storage === 'memory' ? ':memory:' : join(dirname(files.database), 'meaning.db');
  return createMeaning({
    store,
    vectors: { file, workerUrl, clock },
    desk,
    sources,
    settings,
    clock,
    newId,
    emit,
    onFault: (cause) => log('meaning.failed', errorTrace(cause)),
  });
}
