import type { Language } from '../responder/language.ts';

interface SendingWords {
  question(people: number): string;
  fields: Record<'approved' | 'recipients' | 'subject' | 'text', string>;
  sent(recipients: readonly string[], subject: string): string;
  refused: string;
  cancelled: string;
  unknown: string;
  expired: string;
  unreadable: string;
}

/** What is said around a mail that waits to be sent. */
export const SENDING: Record<Language, SendingWords> = {
  en: {
    question: (people) => (people === 1 ? 'Send this mail to one person?' : `Send this mail to ${people} people?`),
    fields: { approved: 'Send it', recipients: 'To', subject: 'Subject', text: 'Text' },
    sent: (recipients, subject) =>
      `**Sent: to nobody.** This is the demo, which has no mail server. A real agent would now have sent “${subject}” to ${recipients.join(', ')}.`,
    refused: '**Nothing was sent.** You said no, and the draft is dropped.',
    cancelled: '**Nothing was sent.** The question was closed without an answer, and the draft is dropped.',
    unknown: 'There is no such open question in this thread; nothing was sent.',
    expired: 'The time for an answer is over; nothing was sent.',
    unreadable: 'The answer does not fit the question; nothing was sent.',
  },
  fr: {
    question: (people) =>
      people === 1 ? 'Envoyer ce courriel à une personne ?' : `Envoyer ce courriel à ${people} personnes ?`,
    fields: { approved: 'L’envoyer', recipients: 'À', subject: 'Objet', text: 'Texte' },
    sent: (recipients, subject) =>
      `**Envoyé : à personne.** Ceci est la démonstration, qui n’a pas de serveur de messagerie. Un véritable agent aurait maintenant envoyé « ${subject} » à ${recipients.join(', ')}.`,
    refused: '**Rien n’a été envoyé.** Vous avez refusé, le brouillon est abandonné.',
    cancelled: '**Rien n’a été envoyé.** La question a été fermée sans réponse, le brouillon est abandonné.',
    unknown: 'Aucune question de ce genre n’est ouverte dans ce fil ; rien n’a été envoyé.',
    expired: 'Le délai de réponse est passé ; rien n’a été envoyé.',
    unreadable: 'La réponse ne correspond pas à la question ; rien n’a été envoyé.',
  },
};
