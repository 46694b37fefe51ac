import type { AppError } from '../errors.ts';

/**
 * Something that has happened to a question of ours on its way, for whoever measures; times are those of the clock.
 * `done`: what the server answered is stored. `failed`: it was refused, or nobody knows whether it arrived.
 */
export type QuestionStep =
  | {
      readonly kind: 'asked' | 'sent' | 'firstByte' | 'done';
      readonly messageId: number;
      readonly at: number;
    }
  | { readonly kind: 'failed'; readonly messageId: number; readonly at: number; readonly error: AppError };
