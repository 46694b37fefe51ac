import type { Apology } from '../../../preload/contract.ts';

/** How the gateway's own error sentences begin (contract, 6): it tells of most failures as a completed task. */
const BEGINNINGS: readonly (readonly [Apology, string])[] = [
  ['routing', 'Désolé, une erreur est survenue lors du traitement de votre demande.'],
  ['synthesis', 'Je rencontre une difficulté technique pour générer la réponse finale.'],
  ['processing', 'Je rencontre une difficulté technique pour traiter votre demande.'],
  ['empty', "Désolé, je n'ai pas pu générer de réponse pour votre demande."],
];

/** Longer than any of the sentences, with room for the spaces before it. */
const LONGEST_BEGINNING = 200;

/**
 * Which of the gateway's error sentences a result is; `blank` when it says nothing, `null` for anything else. Never
 * certain either way: a model may write such a sentence itself, and its own apologies look like answers.
 */
export function apologyIn(result: string | null): Apology | null {
  if (result === null || result.trim() === '') return 'blank';
  const beginning = result.trimStart().slice(0, LONGEST_BEGINNING).normalize('NFC').replaceAll('’', "'");
  return BEGINNINGS.find(([, sentence]) => beginning.startsWith(sentence))?.[0] ?? null;
}
