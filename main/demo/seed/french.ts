import type { SeedConversation } from './conversation.ts';

/** The conversations held in French. */
export const FRENCH: SeedConversation[] = [
  {
    title: 'Offre de Saint-Malo, lot 2',
    language: 'fr',
    owner: 'helene',
    people: ['camille'],
    withAi: true,
    model: 'ollama:mistral-small',
    began: { minutesAgo: 205 },
    lines: [
      [
        'helene',
        0,
        'Le règlement demande une retenue de garantie à l’article 7.3. Est-ce plafonné, et peut-on la remplacer ?',
      ],
      [
        'ai:ollama:mistral-small',
        1,
        `Oui. Dans les marchés publics de travaux, la retenue de garantie est plafonnée à **5 % du montant du marché** ; le titulaire peut la remplacer par une garantie à première demande.

- Elle couvre les réserves à la réception et celles de l’année de garantie.
- Pour une petite ou moyenne entreprise, l’État et certains acheteurs appliquent 3 %.
- Elle est rendue un mois après la fin du délai de garantie, si les réserves sont levées.

L’article 7.3 exige donc 5 %, ce qui est le plafond. À vérifier : s’il dit *comment* elle est rendue.`,
      ],
      ['camille', 12, 'Et sur un montant de 486 000 € hors taxes, cela immobilise combien ?'],
      [
        'ai:ollama:mistral-small',
        12,
        `La retenue se calcule sur le montant toutes taxes comprises :

$$R = 0{,}05 \\times 486\\,000 \\times 1{,}20 = 29\\,160\\ \\text{€}$$

| Choix | Immobilisé | Coût sur 14 mois |
| :-- | --: | --: |
| Retenue de 5 % | 29 160 € | 0 € |
| Garantie à première demande | 0 € | environ 340 € |

Le coût de la garantie suppose 1 % par an ; votre banque donnera le vrai chiffre.`,
      ],
      ['helene', 40, 'Parfait, je pars sur la garantie. Le dossier part demain à midi.'],
      [
        'ai:ollama:mistral-small',
        41,
        'Pensez à joindre le modèle d’attestation de la banque : il manque dans la liste des pièces de l’annexe 2.',
      ],
    ],
  },
  {
    title: 'Inès : première semaine, que lire',
    language: 'fr',
    owner: 'camille',
    people: ['ines'],
    withAi: true,
    model: 'demo:atelier',
    began: { daysAgo: 3, at: '08:05' },
    lines: [
      [
        'camille',
        0,
        'Inès commence lundi. Par quoi lui conseiller de commencer, si elle doit tenir une astreinte accompagnée dans un mois ?',
      ],
      [
        'ai:demo:atelier',
        0,
        `Un ordre qui part du concret :

1. **Le dossier de Dinard** : une station entière, récente, avec des plans à jour.
2. **Le cahier d’astreinte** des trois derniers mois : les vraies pannes, dans les mots de ceux qui les ont réparées.
3. **Les fiches de pompes** P-117 et P-204, avec leurs courbes.
4. **Le schéma de télégestion**, mais seulement après une visite sur place.

*Je suis le répondeur de démonstration : l’ordre est plausible, le contenu de vos dossiers m’est inconnu.*`,
      ],
      ['ines', 95, 'Merci ! Le cahier d’astreinte est passionnant. Que veut dire « marche forcée par le local » ?'],
      [
        'ai:demo:atelier',
        96,
        `Que quelqu’un a mis le sélecteur de l’armoire sur **Main** : la pompe tourne sans attendre l’automate.

> À retenir : en marche forcée, les sécurités de l’automate (niveau bas, alternance) ne protègent plus la pompe. On ne quitte pas la station sans remettre le sélecteur sur **Auto**.`,
      ],
      ['camille', 110, 'Exactement. Et on le note dans le cahier, avec l’heure.'],
      [
        'ai:demo:atelier',
        110,
        'Le dossier de Dinard d’abord, donc, puis une visite avec Yann : c’est lui qui connaît l’armoire.',
      ],
    ],
  },
  {
    title: 'Réunion d’exploitation',
    language: 'fr',
    owner: 'marc',
    people: ['camille', 'noe', 'yann', 'helene'],
    withAi: false,
    model: 'demo:atelier',
    began: { daysAgo: 5, at: '09:00' },
    lines: [
      [
        'marc',
        0,
        'Ordre du jour : garniture de P-204, passerelle de télégestion, offre de Saint-Malo, congés de fin d’année.',
      ],
      ['yann', 4, 'Garniture commandée, livraison le 26. Je garde la pompe de secours en ligne jusque-là.'],
      [
        'camille',
        9,
        'Passerelle : sept jours sans coupure. Je propose de retirer l’ancienne après le prochain orage, pas avant.',
      ],
      ['marc', 11, 'D’accord. Hélène ?'],
      ['helene', 15, 'Saint-Malo lot 2 : prêt sauf l’attestation de la banque.'],
      [
        'noe',
        22,
        `Pour les congés, ce que j’ai reçu :

| Qui | Du | Au |
| :-- | :-- | :-- |
| Yann | 21 déc. | 27 déc. |
| Camille | 28 déc. | 3 janv. |
| Inès | 24 déc. | 26 déc. |

Il manque Tom et Aoife.`,
      ],
      ['noe', 58, 'Compte rendu ce soir.'],
    ],
  },
  {
    title: 'Indice des prix, quel tableau',
    language: 'fr',
    owner: 'camille',
    people: [],
    withAi: true,
    model: 'ollama:mistral-small',
    began: { daysAgo: 12, at: '13:32' },
    lines: [
      [
        'camille',
        0,
        'Pour réviser un marché de canalisations d’eau, c’est bien l’index TP10a ? Et comment s’écrit la formule ?',
      ],
      [
        'ai:ollama:mistral-small',
        1,
        `Oui : **TP10a**, « Canalisations, égouts, assainissement et adduction d’eau avec fourniture de tuyaux ». La formule courante garde une part fixe de 15 % :

$$C_n = 0{,}15 + 0{,}85\\,\\frac{I_n}{I_0}$$

où $I_0$ est l’index du mois d’établissement des prix et $I_n$ celui du mois des travaux.`,
      ],
      ['camille', 4, 'Avec 121,4 à l’origine et 128,9 maintenant ?'],
      [
        'ai:ollama:mistral-small',
        4,
        `$$C_n = 0{,}15 + 0{,}85 \\times \\frac{128{,}9}{121{,}4} = 1{,}0525$$

Les prix montent donc de **5,25 %**. Sur une situation de 40 000 €, cela fait 2 100 € de révision.`,
      ],
      ['camille', 20, 'Le tableau TP10a depuis octobre, donc. Merci.'],
      [
        'ai:ollama:mistral-small',
        20,
        'Le tableau TP10a, et le dernier index *publié* au moment du calcul ; la révision définitive vient avec le suivant.',
      ],
    ],
  },
  {
    title: 'Anciennes fiches, leurs scans',
    language: 'fr',
    owner: 'noe',
    people: ['camille'],
    withAi: true,
    model: 'ollama:llama3.1:8b',
    began: { daysAgo: 19, at: '10:12' },
    lines: [
      [
        'noe',
        0,
        'Les fiches de pompes d’avant 1995 sont numérisées à 150 points par pouce et penchées. La reconnaissance de texte rend n’importe quoi.',
      ],
      [
        'ai:ollama:llama3.1:8b',
        1,
        `À 150 points par pouce, un chiffre de 2 mm n’a que douze pixels de haut : c’est trop peu. Redresser et agrandir aide un peu, renumériser aide beaucoup.

\`\`\`bash
# redresser, nettoyer, puis lire en français
for f in fiches/*.tif; do
  convert "$f" -deskew 40% -resize 200% -threshold 55% "propre/\${f##*/}"
  tesseract "propre/\${f##*/}" "texte/\${f##*/}" -l fra --psm 6
done
\`\`\``,
      ],
      ['camille', 34, 'Les originaux sont à l’archive de Rennes. Combien de fiches en tout ?'],
      ['ai:ollama:llama3.1:8b', 34, 'Cela, je ne peux pas le savoir d’ici ; Noé a sans doute la liste.'],
      ['noe', 70, '212, dont une quarantaine qui servent encore. Je demande celles-là à 400 points.'],
      ['ai:ollama:llama3.1:8b', 70, 'Bon choix : quarante fiches à 400 points valent mieux que deux cents devinées.'],
    ],
  },
  {
    title: 'Requête lente sur les relevés',
    language: 'fr',
    owner: 'camille',
    people: ['priya'],
    withAi: true,
    model: 'ollama:qwen2.5-coder:7b',
    began: { daysAgo: 9, at: '16:20' },
    lines: [
      [
        'camille',
        0,
        'Cette requête met onze secondes : le dernier relevé de chaque compteur, sur 40 millions de lignes. Une idée ?',
      ],
      [
        'ai:ollama:qwen2.5-coder:7b',
        1,
        `Le tri complet coûte cher ; un index sur (compteur, date) permet de ne lire qu’une ligne par compteur :

\`\`\`sql
CREATE INDEX releve_dernier ON releve (compteur_id, lu_le DESC);

SELECT c.numero, r.index_m3, r.lu_le
FROM compteur AS c
CROSS JOIN LATERAL (
  SELECT index_m3, lu_le
  FROM releve
  WHERE compteur_id = c.id
  ORDER BY lu_le DESC
  LIMIT 1
) AS r;
\`\`\`

Vérifiez avec \`EXPLAIN (ANALYZE, BUFFERS)\` : on doit lire \`Index Only Scan\` ou \`Index Scan\`, jamais \`Seq Scan\` sur \`releve\`.`,
      ],
      ['priya', 17, 'Je confirme (in English, sorry): 11 s before, 90 ms after. The index takes 1.2 GB, that is fine.'],
      [
        'ai:ollama:qwen2.5-coder:7b',
        17,
        'Good numbers. If the table keeps growing, partitioning by month would keep that index small.',
      ],
      ['camille', 22, 'Parfait, on garde. Je note le partitionnement pour l’année prochaine.'],
      ['ai:ollama:qwen2.5-coder:7b', 22, 'Noté de mon côté aussi, autant qu’un modèle puisse noter quelque chose.'],
    ],
  },
  {
    title: 'Astreinte : niveau de la Richardais',
    language: 'fr',
    owner: 'yann',
    people: ['camille', 'marc'],
    withAi: false,
    model: 'demo:atelier',
    began: { daysAgo: 7, at: '18:30' },
    lines: [
      [
        'yann',
        0,
        'Je passe le téléphone à Camille à 19 h. Rien en cours, sauf le niveau du réservoir de la Richardais qui oscille.',
      ],
      ['camille', 9, 'Bien reçu. Il oscille de combien ?'],
      ['yann', 13, '12 cm toutes les 25 minutes. Je pense au flotteur, pas à une fuite : le débit de nuit est normal.'],
      ['camille', 890, 'Toujours pareil ce matin, aucune alarme. Je passe voir le flotteur avant midi.'],
      [
        'camille',
        1_085,
        'C’était bien le flotteur, coincé par son câble. Libéré, le niveau est plat depuis une heure.',
      ],
      ['marc', 1_120, 'Merci à vous deux. Bonne journée.'],
    ],
  },
];
