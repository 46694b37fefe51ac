import type { Phrases } from './phrases.ts';

/** The French voice of the demo responder. */
export const FRENCH: Phrases = {
  greetings: ['Bonjour !', 'Ravi de vous lire.', 'À votre service.'],
  aboutMe:
    'Je suis le **répondeur de démonstration** de cet espace : des règles, pas un modèle. Demandez-moi du code, un tableau, une formule ou un plan, et je vous montrerai à quoi ressemble une telle réponse. Ce que je dis est inventé.',
  openings: [
    'Prenons les choses dans l’ordre.',
    'Voici comment je m’y prendrais.',
    'D’abord la réponse courte.',
    'Bonne question.',
  ],
  quote: (excerpt) => `Vous demandez : « ${excerpt} »`,
  honesty: '*Je suis le répondeur de démonstration : cette réponse est inventée, ne vous y fiez pas.*',
  endings: [
    'Dites-moi quelle partie vous voulez plus en détail.',
    'Avec les chiffres de votre station, je peux refaire le calcul.',
    'Voulez-vous que j’en fasse une note pour l’équipe ?',
  ],
  prose: [
    'En bref : **mesurer d’abord, ne changer qu’une chose, mesurer de nouveau.** La plupart des surprises viennent de deux changements faits le même jour, et d’un relevé que personne n’a noté.',
    'Cela dépend de deux choses : combien de fois cela arrive, et ce que cela coûte. Un défaut rare et bon marché se laisse tranquille ; un défaut rare et *cher* mérite une consigne écrite.',
    'Il y a deux écoles. L’une répare au premier signe, l’autre attend la tendance. Avec une pièce de rechange en stock, **attendre la tendance** est souvent le meilleur choix.',
  ],
  steps: [
    `1. **Notez** ce que vous voyez, avec l’heure.
2. Cherchez ce qui a changé depuis deux jours.
   - les réglages
   - les personnes sur place
   - la météo
3. Annulez *une seule* chose et attendez un cycle complet.
4. Écrivez le résultat dans le cahier, même s’il ne s’est rien passé.`,
    `- [x] Se mettre d’accord sur ce que « fini » veut dire
- [ ] Faire un relevé avant de toucher à quoi que ce soit
- [ ] Changer une seule chose
- [ ] Refaire le même relevé
- [ ] Prévenir l’astreinte`,
    `1. Partez du symptôme, pas de l’idée qu’on s’en fait.
2. Coupez la chaîne au milieu : le défaut est-il avant ou après ?
3. Recommencez jusqu’à ce qu’il ne reste qu’un élément.
4. Alors seulement, ouvrez l’armoire.`,
  ],
  tables: [
    `| Choix | Travail | Risque | Quand |
| :-- | --: | :-: | :-- |
| Laisser | 0 h | moyen | jusqu’à la prochaine visite |
| Régler | 2 h | faible | cette semaine |
| Remplacer | 16 h | faible | au prochain arrêt |

Je commencerais par la ligne du milieu.`,
    `| | Avant | Après | Écart |
| :-- | --: | --: | --: |
| Durée, min | 188 | 38 | −80 % |
| Taille, Go | 61 | 61 | 0 % |
| Débit, Mo/s | 5,5 | 27,4 | ×5 |

Ces chiffres sont des exemples ; les vôtres seront différents.`,
  ],
  letters: [
    `> Bonjour,
>
> merci pour votre message. Nous avons bien reçu les pièces et vous répondrons avant la fin de la semaine. Pourriez-vous confirmer l’adresse de livraison d’ici là ?
>
> Cordialement`,
    `> Chers collègues,
>
> les travaux de la branche nord sont terminés et toutes les stations répondent normalement. L’ancien matériel reste dans l’armoire, débranché, pendant un mois.
>
> Bien à vous`,
  ],
  code: {
    lead: 'Un petit exemple, sans aucune bibliothèque :',
    comments: {
      mean: 'Moyenne des derniers relevés : une valeur isolée ne fait plus de pic.',
      last: 'Le dernier relevé de chaque station.',
      oldFiles: 'Compresse les journaux de plus de 30 jours.',
    },
    after: 'Essayez-le d’abord sur une copie de vos données.',
  },
  maths: {
    decimal: ',',
    figures: (list) => `Avec les chiffres que vous donnez ($x_i$ : ${list}) :`,
    result: (count, sum, mean) => `Soit ${count} valeurs, somme **${sum}**, moyenne **${mean}**.`,
    without: `Dans une conduite pleine, le débit est le produit de la section et de la vitesse, $Q = A\\,v$, et la perte de charge croît comme son carré :

$$h_f = \\lambda\\,\\frac{L}{D}\\,\\frac{v^2}{2g}$$

Deux fois plus de débit coûte donc quatre fois plus de hauteur.`,
  },
  report: {
    title: (excerpt) => `Rapport : ${excerpt}`,
    honesty:
      '**Passerelle de démonstration.** Ce rapport est composé par des règles : aucun modèle ne l’a écrit, rien n’a été cherché, et ses chiffres sont inventés. Ne vous y fiez pas.',
    goesOn: (excerpt) => `Il fait suite à votre question précédente : « ${excerpt} »`,
    headings: {
      prose: 'Résumé',
      steps: 'Comment s’y prendre',
      table: 'Les choix',
      code: 'Un exemple',
      maths: 'Les chiffres',
      letter: 'Une lettre à envoyer',
      open: 'Ce qui reste ouvert',
    },
  },
};
