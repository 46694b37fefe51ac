import type { AppError, Conversation, Message, MessageState, Person } from '../../../preload/contract.ts';

/** A believable workspace for looking at the pages: the conversations of the drawings, in both languages. */
export interface Workspace {
  readonly conversations: Conversation[];
  readonly messages: Map<number, Message[]>;
}

type Lang = 'en' | 'fr';
const MINUTE = 60_000;
const DAY = 86_400_000;

const ME: Person = { username: 'camille', name: 'Camille Roux', me: true };
const JONAS: Person = { username: 'jonas', name: 'Jonas', me: false };
const INES: Person = { username: 'ines', name: 'Inès', me: false };
export const PEOPLE: readonly Person[] = [
  ME,
  JONAS,
  INES,
  { username: 'noe', name: 'Noé Le Gall', me: false },
  { username: 'jweber', name: 'Johanna Weber', me: false },
];

const TIMED_OUT: AppError = { kind: 'timeout', message: 'no answer in 60 s', retryable: true };

/** Builds the workspace as it stands at `now`. */
export function workspace(lang: Lang, now: number): Workspace {
  const say = (en: string, fr: string) => (lang === 'fr' ? fr : en);
  const messages = new Map<number, Message[]>();
  const conversations: Conversation[] = [];

  const add = (id: number, more: Partial<Conversation> & { title: string; lastAt: number }) => {
    conversations.push({
      id,
      remoteId: id,
      withAi: true,
      modelId: 'ollama:llama3.1:8b',
      owner: true,
      people: [ME],
      last: null,
      unread: 0,
      hidden: false,
      presence: 'here',
      gap: false,
      draft: null,
      queued: 0,
      deciding: 0,
      local: null,
      ...more,
    });
  };
  const last = (author: 'me' | 'ai' | 'other', text: string, at: number, name: string | null = null) => ({
    author,
    name,
    text,
    at,
  });

  add(1, {
    title: say('P-204: curve and duty point', 'P-204 : point de service'),
    people: [ME, JONAS, INES],
    lastAt: now,
    queued: 2,
    deciding: 1,
    draft: say('And put the sheet’s date in', 'Et mets la date de la fiche'),
    last: last('me', say('Then the same in German, for the supplier.', 'Puis la même chose en allemand.'), now),
  });
  add(2, {
    title: say('Nightly backup: three hours', 'Sauvegarde de nuit : trois heures'),
    people: [ME, JONAS],
    lastAt: now - 22 * MINUTE,
    unread: 3,
    last: last('other', say('it ran on the slow disk', 'c’était le disque lent'), now, 'Jonas'),
  });
  add(3, {
    title: say('Tender for Saint-Malo, lot 2', 'Offre de Saint-Malo, lot 2'),
    lastAt: now - 97 * MINUTE,
    unread: 2,
    last: last('ai', say('clause 7.3 asks for 5 %', 'l’article 7.3 exige 5 %'), now),
  });
  add(4, {
    title: say('Supplier mail, from German', 'Courriel allemand à traduire'),
    lastAt: now - 251 * MINUTE,
    draft: say('and keep the date in', 'et garde la date'),
    last: last('ai', '…', now),
  });
  add(5, {
    title: say('Release notes 2.4', 'Notes de version 2.4'),
    lastAt: now - DAY,
    last: last('me', say('shorter, no adjectives', 'plus court, sans adjectifs'), now),
  });
  add(6, {
    title: say('Inès: first week, what to read', 'Inès : première semaine, que lire'),
    owner: false,
    people: [ME, INES],
    lastAt: now - 2 * DAY,
    last: last('ai', say('start with the Dinard file', 'd’abord le dossier de Dinard'), now),
  });
  add(7, {
    title: say('Head loss in the DN150 branch', 'Perte de charge, branche DN150'),
    lastAt: now - 2 * DAY - MINUTE,
    gap: true,
    last: last('ai', say('2.1 m over 340 m at 12 L/s', '2,1 m sur 340 m à 12 L/s'), now),
  });
  add(8, {
    title: say('Meeting of 16 November', 'Réunion du 16 novembre'),
    withAi: false,
    modelId: null,
    people: [ME, JONAS, INES],
    lastAt: now - 4 * DAY,
    last: last('other', say('minutes come tonight', 'compte rendu ce soir'), now, 'Noé'),
  });
  add(9, {
    title: say('Price index, which table applies', 'Indice des prix, quel tableau'),
    lastAt: now - 11 * DAY,
    last: last('ai', say('Table TP10a since October', 'le tableau TP10a depuis octobre'), now),
  });
  add(10, {
    title: say('Regex for meter numbers', 'Expression pour les compteurs'),
    lastAt: now - 14 * DAY,
    last: last('me', say('works, thanks', 'ça marche, merci'), now),
  });
  add(11, {
    title: say('Old pump sheets, scan quality', 'Anciennes fiches, leurs scans'),
    presence: 'gone',
    lastAt: now - 18 * DAY,
    last: last('ai', say('300 dpi is enough', '300 dpi suffisent'), now),
  });

  let serial = 1000;
  const put = (conversationId: number, author: Message['author'], content: string, more: Partial<Message> = {}) => {
    serial++;
    const list = messages.get(conversationId) ?? [];
    messages.set(conversationId, list);
    list.push({
      id: serial,
      remoteId: serial,
      conversationId,
      order: serial,
      author,
      authorName: author === 'other' ? 'Jonas' : null,
      modelUsed: author === 'ai' ? 'ollama:llama3.1:8b' : null,
      modelAsked: null,
      content,
      createdAt: now - 5 * MINUTE,
      state: { kind: 'stored' },
      answer: 'none',
      local: null,
      ...more,
    });
  };
  const pending = (content: string, at: number, state: MessageState) =>
    put(1, 'me', content, { remoteId: null, order: 2 ** 52 + serial, createdAt: at, state });

  put(
    1,
    'me',
    say(
      'Fit head against flow for P-204 from the test sheet: 58.4 m at 0, 54.3 at 20, 43.7 at 40, 25.0 at 60 m³/h. What head do we have at 42 m³/h?',
      'Ajuste la hauteur en fonction du débit pour P-204 d’après la fiche d’essai : 58,4 m à 0, 54,3 à 20, 43,7 à 40, 25,0 à 60 m³/h. Quelle hauteur avons-nous à 42 m³/h ?',
    ),
    { createdAt: now - 11 * MINUTE },
  );
  put(1, 'ai', say(PUMP_EN, PUMP_FR), { createdAt: now - 11 * MINUTE });
  put(
    1,
    'other',
    say(
      'The sheet was read at 20 °C, so no correction for density.',
      'La fiche a été relevée à 20 °C, donc pas de correction de densité.',
    ),
    { createdAt: now - 6 * MINUTE },
  );
  const margin = say(
    'Good. Add the suction margin at that point, in one sentence for the client.',
    'Bien. Ajoute la marge à l’aspiration en ce point, en une phrase pour le client.',
  );
  put(1, 'me', margin, { createdAt: now - 4 * MINUTE });
  put(1, 'ai', say(`You said: “${margin}”`, `Vous avez dit : « ${margin} »`), {
    createdAt: now - 4 * MINUTE,
    modelUsed: 'mock:echo',
    modelAsked: 'ollama:llama3.1:8b',
  });
  pending(
    say(
      'Required NPSH is 3.1 m at 42 m³/h, available 5.4 m.',
      'Le NPSH requis est de 3,1 m à 42 m³/h, le disponible de 5,4 m.',
    ),
    now - 2 * MINUTE,
    { kind: 'deciding', since: now - 2 * MINUTE, error: TIMED_OUT },
  );
  pending(say('Write both figures into one sentence.', 'Mets les deux valeurs dans une seule phrase.'), now, {
    kind: 'sending',
    since: now - 3000,
  });
  pending(
    say('Then the same in German, for the supplier.', 'Puis la même chose en allemand, pour le fournisseur.'),
    now,
    {
      kind: 'queued',
      waitsFor: 'turn',
    },
  );

  put(2, 'me', say('Why did the backup take three hours?', 'Pourquoi la sauvegarde a-t-elle pris trois heures ?'));
  put(2, 'ai', say('It read 1.2 TB from the archive volume.', 'Elle a lu 1,2 To sur le volume d’archives.'), {
    modelUsed: 'openai:gpt-4o-mini',
    modelAsked: 'ollama:llama3.1:8b',
  });
  put(2, 'other', say('it ran on the slow disk', 'c’était le disque lent'));
  put(3, 'me', say('What guarantee does the tender ask for?', 'Quelle garantie l’offre demande-t-elle ?'), {
    answer: 'failed',
  });
  put(3, 'me', say('And the deadline?', 'Et le délai ?'), { answer: 'lost' });
  put(3, 'me', say('And the lots?', 'Et les lots ?'), { answer: 'awaited' });
  put(3, 'me', say('Sum it up.', 'Résume.'), { state: { kind: 'waiting', since: now - 72_000 }, answer: 'awaited' });
  put(3, 'me', say('And who signs?', 'Et qui signe ?'), { state: { kind: 'checking', since: now - 9_000 } });
  for (let index = 0; index < 400; index++) {
    const mine = index % 2 === 0;
    put(7, mine ? 'me' : 'ai', `${mine ? 'Q' : 'A'}${index}: ${'loss over the branch '.repeat(1 + (index % 9))}`, {
      createdAt: now - 3 * DAY + index * 9 * MINUTE,
    });
  }
  put(11, 'me', say('Is 300 dpi enough?', '300 dpi suffisent ?'), { createdAt: now - 18 * DAY });
  put(11, 'ai', say('300 dpi is enough.', '300 dpi suffisent.'), { createdAt: now - 18 * DAY });
  return { conversations, messages };
}

const PUMP_EN = `A centrifugal pump follows a parabola in the flow, so a straight line through *Q*² is enough:

$$H(Q) = H_0 - k\\,Q^2, \\qquad k = -\\frac{\\mathrm{cov}(Q^2, H)}{\\mathrm{var}(Q^2)} = 0.00922$$

With *H*₀ = 58.3 m the curve misses no point by more than 0.3 m (*R*² = 0.9998). **At 42 m³/h the pump gives 42.0 m.**

| Q m³/h | H measured, m | H fitted, m | Gap m |
|:--|--:|--:|--:|
| 0 | 58.4 | 58.3 | −0.1 |
| 20 | 54.3 | 54.6 | +0.3 |
| 40 | 43.7 | 43.5 | −0.2 |
| 60 | 25.0 | 25.1 | +0.1 |

\`\`\`python
import numpy as np

q = np.array([0, 20, 40, 60])            # m³/h
h = np.array([58.4, 54.3, 43.7, 25.0])  # m
slope, h0 = np.polyfit(q ** 2, h, 1)
print(f"H(42) = {h0 + slope * 42 ** 2:.1f} m")   # H(42) = 42.0 m
\`\`\`
`;

const PUMP_FR = PUMP_EN.replace(
  'A centrifugal pump follows a parabola in the flow, so a straight line through *Q*² is enough:',
  'Une pompe centrifuge suit une parabole en fonction du débit ; une droite en *Q*² suffit donc :',
)
  .replace(
    'With *H*₀ = 58.3 m the curve misses no point by more than 0.3 m (*R*² = 0.9998). **At 42 m³/h the pump gives 42.0 m.**',
    'Avec *H*₀ = 58,3 m, la courbe passe à moins de 0,3 m de chaque point (*R*² = 0,9998). **À 42 m³/h, la pompe donne 42,0 m.**',
  )
  .replace('H measured, m | H fitted, m | Gap m', 'H mesurée, m | H ajustée, m | Écart m');
