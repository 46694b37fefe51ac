import type { Language } from '../responder/language.ts';

export interface Ticket {
  id: number;
  subject: Record<Language, string>;
  /** Pictures that came with it. */
  photos: number;
}

/** The tickets the demo finds, whatever pump is asked about. */
export const TICKETS: readonly Ticket[] = [
  { id: 4121, subject: { en: 'Mechanical seal, due Thursday', fr: 'Joint mécanique, attendu jeudi' }, photos: 4 },
  { id: 4127, subject: { en: 'Oil trace under the bearing', fr: 'Trace d’huile sous le palier' }, photos: 0 },
  { id: 4130, subject: { en: 'Loose cable gland', fr: 'Presse-étoupe desserré' }, photos: 0 },
  { id: 4132, subject: { en: 'Corroded anchor bolt', fr: 'Tige d’ancrage corrodée' }, photos: 0 },
  { id: 4135, subject: { en: 'Vibration above 4.5 mm/s', fr: 'Vibrations au-dessus de 4,5 mm/s' }, photos: 5 },
  {
    id: 4138,
    subject: { en: 'Label of the drain valve missing', fr: 'Étiquette de la vanne de vidange absente' },
    photos: 0,
  },
  { id: 4140, subject: { en: 'Pressure gauge sticks', fr: 'Manomètre bloqué' }, photos: 2 },
];

export const PHOTOS = TICKETS.reduce((sum, { photos }) => sum + photos, 0);
export const WITHOUT_PHOTO = TICKETS.filter(({ photos }) => photos === 0);

const missing = WITHOUT_PHOTO.map(({ id }) => `#${id}`).join(', ');

interface Story {
  steps: { understand: string; search: string; read: string; sum: string; draft: string };
  reasoning(pump: string): string;
  photoCheck: { description: string; report: string };
  summary(pump: string): string;
  mail: { subject(pump: string): string; text(pump: string): string };
}

export const STORY: Record<Language, Story> = {
  en: {
    steps: {
      understand: 'Understood the request',
      search: 'Searched the tickets',
      read: 'Read what was found',
      sum: 'Summed up',
      draft: 'Drafted the mail',
    },
    reasoning: (pump) =>
      `The request is about ${pump} and the tickets of this week. I will search for the open ones first, then read each of them, because the list does not show the pictures. Whether a photo is missing decides what the site has to be asked, so I let photo-check look at the pictures while I read.`,
    photoCheck: {
      description: 'Looks at the pictures of tickets',
      report: `${PHOTOS} pictures looked at, four tickets have none: ${missing}.`,
    },
    summary: (pump) => `## Open tickets on ${pump}

| Ticket | Point | Photo |
| --: | :-- | :-: |
${rows('en', 'missing')}

**Seven points are open.** The mechanical seal is due on Thursday; four tickets still need a photo (${missing}).

*This is the tickets agent of the demo: tickets and pictures are invented, nothing was searched.*`,
    mail: {
      subject: (pump) => `${pump}: seven open points, seal due Thursday`,
      text: (pump) =>
        `Good afternoon,\n\nseven points are open on ${pump}. The mechanical seal (#4121) is due on Thursday. Four tickets still need a photo: ${missing}. Could you take them with the next visit?\n\nKind regards`,
    },
  },
  fr: {
    steps: {
      understand: 'Demande comprise',
      search: 'Recherche des tickets',
      read: 'Lecture des tickets trouvés',
      sum: 'Synthèse',
      draft: 'Courriel rédigé',
    },
    reasoning: (pump) =>
      `La demande porte sur ${pump} et sur les tickets de la semaine. Je cherche d’abord ceux qui sont ouverts, puis je lis chacun d’eux, car la liste ne montre pas les photos. Une photo absente change ce qu’il faut demander au site : photo-check regarde donc les images pendant que je lis.`,
    photoCheck: {
      description: 'Regarde les photos des tickets',
      report: `${PHOTOS} photos regardées, quatre tickets n’en ont pas : ${missing}.`,
    },
    summary: (pump) => `## Tickets ouverts sur ${pump}

| Ticket | Point | Photo |
| --: | :-- | :-: |
${rows('fr', 'absente')}

**Sept points sont ouverts.** Le joint mécanique est attendu jeudi ; quatre tickets attendent encore une photo (${missing}).

*Ceci est l’agent « tickets » de la démonstration : tickets et photos sont inventés, rien n’a été cherché.*`,
    mail: {
      subject: (pump) => `${pump} : sept points ouverts, joint attendu jeudi`,
      text: (pump) =>
        `Bonjour,\n\nsept points sont ouverts sur ${pump}. Le joint mécanique (#4121) est attendu jeudi. Quatre tickets attendent une photo : ${missing}. Pourriez-vous les prendre lors de la prochaine visite ?\n\nCordialement`,
    },
  },
};

function rows(language: Language, none: string): string {
  return TICKETS.map(({ id, subject, photos }) => `| #${id} | ${subject[language]} | ${photos || none} |`).join('\n');
}
