/** What is being written at the end of runs, by run, as long as the window lives: going to look elsewhere loses nothing. */
export const followUps = new Map<number, string>();
