import { HOSTILE_MARKDOWN, TINY_PNG } from '../hostile.ts';
import type { TaskEnding } from '../state.ts';
import type { SwitchValue } from '../switches.ts';

const ADMINISTRATOR = 'admin@atelier.example';

/** What the gateway says instead of a result, with the status `completed` (gateway contract 6). */
export const APOLOGIES = {
  routing: 'Désolé, une erreur est survenue lors du traitement de votre demande.',
  synthesis: `Je rencontre une difficulté technique pour générer la réponse finale. Veuillez contacter l'administrateur système à l'adresse ${ADMINISTRATOR}.`,
  processing: `Je rencontre une difficulté technique pour traiter votre demande. Veuillez contacter l'administrateur système à l'adresse ${ADMINISTRATOR}.`,
  empty: "Désolé, je n'ai pas pu générer de réponse pour votre demande. Veuillez essayer de reformuler votre question.",
} as const;

/** The ending a test asked for; null for a task that never ends. */
export function askedEnding(outcome: SwitchValue<'taskOutcome'>): TaskEnding | null {
  if (typeof outcome === 'object') return completed(longResult(outcome.hugeResult * 1_000_000));
  switch (outcome) {
    case 'apologyRouting':
      return completed(APOLOGIES.routing);
    case 'apologySynthesis':
      return completed(APOLOGIES.synthesis);
    case 'apologyProcessing':
      return completed(APOLOGIES.processing);
    case 'apologyEmpty':
      return completed(APOLOGIES.empty);
    case 'null':
      return completed(null);
    case 'blank':
      return completed(' \n\t ');
    case 'failed':
      return { status: 'failed', error: 'TimeLimitExceeded(4.0,)' };
    case 'failedEmpty':
      return { status: 'failed', error: '' };
    case 'revoked':
      return { status: 'unknown', state: 'REVOKED' };
    case 'neverEnds':
      return null;
    case 'hostileMarkdown':
      return completed(HOSTILE_MARKDOWN);
    case 'imageLink':
      return completed('Here is the picture.\n\n![A pump](https://pictures.atelier.example/pump-p204.png)');
    case 'imageData':
      return completed(`![A grey point](data:image/png;base64,${TINY_PNG})`);
  }
}

export function completed(result: string | null): TaskEnding {
  return { status: 'completed', result };
}

/** Paragraphs of Markdown, exactly so many bytes. */
function longResult(bytes: number): string {
  const paragraph = `Every paragraph of this **long result** is the same. ${'It goes on and on. '.repeat(8)}\n\n`;
  return paragraph.repeat(Math.ceil(bytes / paragraph.length)).slice(0, bytes);
}
