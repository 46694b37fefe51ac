import type { TopicName, Topics } from '../preload/contract.ts';

/** Tells every window something. */
export type Emit = <T extends TopicName>(topic: T, event: Topics[T]) => void;
