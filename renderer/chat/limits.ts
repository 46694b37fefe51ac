/** Characters of a message: more than any model reads at once; the servers themselves have no limit. */
export const MAX_MESSAGE = 200_000;
