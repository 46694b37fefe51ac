import type { Message } from '@ag-ui/core';
import { excerpt } from '../responder/blocks.ts';
import type { AgentRun, Events, RunEnd } from './agent.ts';
import { callClientTool, toolAnswered } from './client-tools.ts';
import { answerAboutDraft, askByCustomEvent, askToSend, type Mail, SITE } from './sending.ts';
import { say } from './speech.ts';

const CUSTOM_EVENT = /\b(custom|on_interrupt|langgraph|mastra)\b/i;
const ADDRESS = /[\w.+-]+@[\w-]+\.[\w.-]*\w/g;

const WORDS = {
  en: {
    drafted: 'I have drafted the mail. Nothing leaves before you say so.',
    text: (about: string) =>
      `Hello,\n\nI am writing about “${about}”. Could you tell us by the end of the week how you would like to go on?\n\nKind regards\n\n(Drafted by the demo’s mail agent: rules, not a model.)`,
  },
  fr: {
    drafted: 'Le courriel est rédigé. Rien ne part sans votre accord.',
    text: (about: string) =>
      `Bonjour,\n\nje vous écris au sujet de « ${about} ». Pourriez-vous nous dire avant la fin de la semaine comment vous souhaitez continuer ?\n\nCordialement\n\n(Rédigé par l’agent « mail » de la démonstration : des règles, pas un modèle.)`,
  },
};

/**
 * Drafts a mail and asks before it sends it, to nobody. By a word of the prompt it asks with a custom event instead, or
 * uses a tool of the person's computer.
 */
export async function* mailAgent(run: AgentRun): Events<RunEnd> {
  const end = (yield* answerAboutDraft(run)) ?? (yield* toolAnswered(run)) ?? (yield* callClientTool(run));
  if (end) return end;
  const { drafted } = WORDS[run.language];
  const mail = draftFor(run);
  const messageId = yield* say(run, drafted);
  if (CUSTOM_EVENT.test(run.question)) return yield* askByCustomEvent(run, mail);
  const asked = yield* askToSend(run, mail, messageId);
  const call = asked.outcome?.type === 'interrupt' ? asked.outcome.interrupts[0]?.toolCallId : undefined;
  yield { type: 'MESSAGES_SNAPSHOT', messages: [...run.input.messages, spoken(messageId, drafted, call ?? '', mail)] };
  return asked;
}

function draftFor({ question, language }: AgentRun): Mail {
  const about = excerpt(question.replace(ADDRESS, '').trim());
  const named = question.match(ADDRESS);
  return { recipients: named ? [...new Set(named)] : SITE, subject: about, text: WORDS[language].text(about) };
}

/** What was streamed, as the message it makes. */
function spoken(id: string, content: string, callId: string, mail: Mail): Message {
  const call = {
    id: callId,
    type: 'function' as const,
    function: { name: 'send_mail', arguments: JSON.stringify(mail) },
  };
  return { id, role: 'assistant', content, toolCalls: [call] };
}
