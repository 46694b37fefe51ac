import type { Username } from './people.ts';

/** One message: who, how many minutes after the conversation's start, and the text. `ai:` is followed by the model. */
export type SeedLine = [author: Username | `ai:${string}`, minute: number, text: string];

export interface SeedConversation {
  title: string;
  language: 'en' | 'fr';
  owner: Username;
  /** The others who take part. */
  people: Username[];
  withAi: boolean;
  model: string;
  /** When it began: days before today at a time of day (UTC), or minutes before now. */
  began: { daysAgo: number; at: `${number}:${number}` } | { minutesAgo: number };
  lines: SeedLine[];
}
