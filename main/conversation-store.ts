import type { Store } from './database/client.ts';
import type { LocalStore } from './local/procedures.ts';

/** The database as the conversations see it: a failure of the disk is thrown there, and caught where a command ends. */
export function createConversationStore(store: Store): LocalStore {
  return {
    async call(name, args) {
      const result = await store.run(name, args);
      if (!result.ok) throw new Error(result.error.message, { cause: result.error });
      // One union of names on both sides; TypeScript does not carry it through the generic.
      return result.value as never;
    },
  };
}
