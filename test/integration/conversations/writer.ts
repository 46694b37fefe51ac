import { openDesk, value } from './desk.ts';

/**
 * A program that dies: opens the desk, creates a conversation, sends one message and goes on until it is killed.
 * Arguments: database file, API base, user name, password, text.
 */
const [file = '', apiBase = '', username = '', password = '', text = ''] = process.argv.slice(2);
const desk = await openDesk({ apiBase, username, password }, file);
const created = value(await desk.app.conversations.create({ title: 'Crash', withAi: true, modelId: null, people: [] }));
value(await desk.app.messages.send({ conversationId: created.id, content: text, modelId: null }));
