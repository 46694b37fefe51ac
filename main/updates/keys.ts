/**
 * Public keys of whoever may release versions of this program, as `node build/sign-feed.ts --new-key` prints them. Each
 * of them is enough, so that an old key can be replaced: docs/updates.md. Without any, no version can be verified, and
 * none is offered.
 */
export const UPDATE_KEYS: readonly string[] = [];
