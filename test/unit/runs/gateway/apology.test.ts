import { expect, test } from 'vitest';
import { apologyIn } from '../../../../main/runs/gateway/apology.ts';

const MAIL = "Veuillez contacter l'administrateur système à l'adresse admin@example.org.";

test.each([
  ['routing', 'Désolé, une erreur est survenue lors du traitement de votre demande.'],
  ['synthesis', `Je rencontre une difficulté technique pour générer la réponse finale. ${MAIL}`],
  ['processing', `Je rencontre une difficulté technique pour traiter votre demande. ${MAIL}`],
  [
    'empty',
    "Désolé, je n'ai pas pu générer de réponse pour votre demande. Veuillez essayer de reformuler votre question.",
  ],
  ['empty', 'Désolé, je n’ai pas pu générer de réponse pour votre demande.'],
  ['routing', '\n  Désolé, une erreur est survenue lors du traitement de votre demande.'.normalize('NFD')],
  ['blank', null],
  ['blank', ''],
  ['blank', ' \n\t\u00a0'],
] as const)('%s: %j', (apology, result) => {
  expect(apologyIn(result)).toBe(apology);
});

test.each([
  'Désolé, je ne sais pas.',
  'Voici : « Désolé, une erreur est survenue lors du traitement de votre demande. »',
  'Je rencontre une difficulté technique',
  '0',
])('an answer like any other: %s', (result) => {
  expect(apologyIn(result)).toBeNull();
});
