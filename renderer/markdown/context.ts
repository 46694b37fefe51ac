import { createContext, useContext } from 'react';
import { type Definitions, NO_DEFINITIONS } from './definitions.ts';
import type { MarkdownLabels } from './labels.ts';

/** What the parts of a message need from its surroundings. The functions never change. */
export interface Surroundings {
  readonly labels: MarkdownLabels;
  /** More text is on its way. */
  readonly live: boolean;
  readonly onLink: (href: string) => void;
  readonly onCopy: (text: string) => void;
  /** Fetches a picture; answers its `data:` address. */
  readonly loadImage: (url: string) => Promise<string | null>;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

/** The surroundings of the message a part is in. Throws outside of one. */
export function useSurroundings(): Surroundings {
  const value = useContext(SurroundingsContext);
  if (!value) throw new Error('Only inside <Markdown>');
  return value;
}

export const DefinitionsContext = createContext<Definitions>(NO_DEFINITIONS);
