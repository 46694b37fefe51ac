import type { AGUIEvent, Interrupt, ResumeEntry } from '@ag-ui/core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { argsOf, ofType, runAgent, runInput, textOf } from './agents.ts';
import { AFTERNOON, setUp } from './workspace.ts';

const PROMPT = 'Write to the site about the seal';

async function asked(prompt = PROMPT) {
  const { workspace, clock } = await setUp();
  const first = await runAgent(workspace, 'mail', runInput(prompt));
  const { outcome } = ofType(first, 'RUN_FINISHED')[0] ?? {};
  const interrupt = outcome?.type === 'interrupt' ? outcome.interrupts[0] : undefined;
  const answer = (status: ResumeEntry['status'], payload?: unknown, interruptId = interrupt?.id ?? '') =>
    runAgent(workspace, 'mail', runInput(prompt, { runId: 'second', resume: [{ interruptId, status, payload }] }));
  return { workspace, clock, first, interrupt: interrupt as Interrupt, answer };
}

const failure = (events: AGUIEvent[]) => ofType(events, 'RUN_ERROR').map(({ code }) => code);

describe('the question', () => {
  test('is about the call it holds back, with a form, for five minutes', async () => {
    const { first, interrupt } = await asked();
    const [call] = ofType(first, 'TOOL_CALL_START');
    expect(call).toMatchObject({ toolCallName: 'send_mail', toolCallId: interrupt.toolCallId });
    expect(ofType(first, 'TOOL_CALL_RESULT')).toEqual([]);
    expect(interrupt).toMatchObject({ reason: 'tool_call', message: 'Send this mail to 3 people?' });
    expect(Date.parse(interrupt.expiresAt ?? '')).toBe(AFTERNOON + 5 * 60_000);
    const schema = z.fromJSONSchema(interrupt.responseSchema as Parameters<typeof z.fromJSONSchema>[0]);
    const args = argsOf(first, interrupt.toolCallId ?? '') as { recipients: string[] };
    expect(schema.safeParse({ approved: true, ...args }).success).toBe(true);
    expect(schema.safeParse({ approved: true, recipients: ['somebody@else.example'] }).success).toBe(false);
    expect(schema.safeParse({ ...args }).success).toBe(false);
    expect(Object.keys(interrupt.responseSchema?.properties ?? {})).toContain('editedArgs');
  });

  test('comes after the state and the messages it is about', async () => {
    const { first, interrupt } = await asked();
    expect(ofType(first, 'STATE_SNAPSHOT')[0]?.snapshot).toMatchObject({ sent: false });
    const messages = ofType(first, 'MESSAGES_SNAPSHOT')[0]?.messages ?? [];
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(messages[1]).toMatchObject({
      id: ofType(first, 'TEXT_MESSAGE_START')[0]?.messageId,
      content: textOf(first),
      toolCalls: [{ id: interrupt.toolCallId, function: { name: 'send_mail' } }],
    });
  });

  test('goes to the addresses of the prompt, if there are any', async () => {
    const { first, interrupt } = await asked('Mail jo@a.example and kim@b.example, please');
    expect(argsOf(first, interrupt.toolCallId ?? '')).toMatchObject({ recipients: ['jo@a.example', 'kim@b.example'] });
    expect(interrupt.message).toBe('Send this mail to 2 people?');
  });
});

describe('the answer', () => {
  test('approve: the result of the call of the run before, and nobody gets a mail', async () => {
    const { answer, interrupt } = await asked();
    const events = await answer('resolved', { approved: true });
    expect(ofType(events, 'TOOL_CALL_START')).toEqual([]);
    const [result] = ofType(events, 'TOOL_CALL_RESULT');
    expect(result?.toolCallId).toBe(interrupt.toolCallId);
    expect(JSON.parse(String(result?.content))).toEqual({ sent: 3, delivered: 0, demo: true });
    expect(textOf(events)).toMatch(/Sent: to nobody.+demo/);
    expect(ofType(events, 'RUN_FINISHED')[0]?.result).toBe(textOf(events));
  });

  test.each([
    ['in the form', { recipients: ['site@dinard.example'], subject: 'Other' }],
    ['as arguments', { editedArgs: { recipients: ['site@dinard.example'], subject: 'Other', text: 'T' } }],
  ])('approve with changes %s', async (_, change) => {
    const { answer } = await asked();
    const text = textOf(await answer('resolved', { approved: true, ...change }));
    expect(text).toContain('“Other” to site@dinard.example');
    expect(text).not.toContain('l.morvan');
  });

  test('refuse and cancel: nothing is sent', async () => {
    const refused = await (await asked()).answer('resolved', { approved: false });
    expect(textOf(refused)).toMatch(/^\*\*Nothing was sent\.\*\*/);
    expect(JSON.parse(String(ofType(refused, 'TOOL_CALL_RESULT')[0]?.content))).toEqual({ sent: 0, refused: true });
    const cancelled = await (await asked()).answer('cancelled');
    expect(textOf(cancelled)).toMatch(/^\*\*Nothing was sent\.\*\*/);
    expect(ofType(cancelled, 'RUN_FINISHED')[0]?.outcome).toEqual({ type: 'cancelled' });
  });

  test('too late it is refused, yet may still be cancelled', async () => {
    const { answer, clock } = await asked();
    clock.advance(5 * 60_000);
    expect(failure(await answer('resolved', { approved: true }))).toEqual(['interrupt_expired']);
    expect(failure(await answer('cancelled'))).toEqual([]);
  });

  test('unreadable, to another question, or twice: an error, and nothing is sent', async () => {
    const { answer } = await asked();
    expect(failure(await answer('resolved', { approved: 'perhaps' }))).toEqual(['invalid_payload']);
    expect(failure(await answer('resolved', { approved: true }, 'another'))).toEqual(['interrupt_unknown']);
    expect(failure(await answer('resolved', { approved: true }))).toEqual([]);
    expect(failure(await answer('resolved', { approved: true }))).toEqual(['interrupt_unknown']);
  });

  test('is taken in the language of the question, after a restart too', async () => {
    const { workspace, interrupt } = await asked('Écris au site au sujet du joint de la pompe');
    await workspace.stop();
    const { workspace: later } = await setUp({ state: workspace.state });
    const resume = [{ interruptId: interrupt.id, status: 'resolved' as const, payload: { approved: true } }];
    const events = await runAgent(later, 'mail', runInput('', { messages: [], resume }));
    expect(textOf(events)).toMatch(/Envoyé : à personne/);
  });
});

describe('other ways to ask', () => {
  test('as a custom event, answered through the forwarded properties', async () => {
    const { workspace } = await setUp();
    const prompt = 'Write to the site, with a custom interrupt';
    const first = await runAgent(workspace, 'mail', runInput(prompt));
    const [event] = ofType(first, 'CUSTOM');
    expect(event?.name).toBe('on_interrupt');
    expect(JSON.parse(String(event?.value))).toMatchObject({
      message: 'Send this mail to 3 people?',
      action: 'send_mail',
    });
    expect(ofType(first, 'RUN_FINISHED')[0]?.outcome).toBeUndefined();
    const forwardedProps = { command: { resume: '{"approved":true}' } };
    const second = await runAgent(workspace, 'mail', runInput(prompt, { forwardedProps }));
    expect(ofType(second, 'TOOL_CALL_RESULT')[0]?.toolCallId).toBe(ofType(first, 'TOOL_CALL_START')[0]?.toolCallId);
    expect(textOf(second)).toContain('Sent: to nobody');
  });

  test.each([
    ['true', true, 'Sent'],
    ['"refuse"', 'refuse', 'Nothing was sent'],
    ['an object', { approved: false }, 'Nothing was sent'],
  ])('a custom answer may be %s', async (_, resume, words) => {
    const { workspace } = await setUp();
    await runAgent(workspace, 'mail', runInput('a custom interrupt'));
    const input = runInput('a custom interrupt', { forwardedProps: { command: { resume } } });
    expect(textOf(await runAgent(workspace, 'mail', input))).toContain(words);
  });

  test.each([
    ['open_url', 'Please open the page', /^http:\/\/127\.0\.0\.1:\d+\/webui\/$/],
    ['copy_to_clipboard', 'Copie le texte dans le presse-papiers', /démonstration/],
  ])('with %s of the person’s computer, when it is declared', async (name, prompt, argument) => {
    const { workspace } = await setUp();
    const tools = [{ name, description: 'A tool of this computer' }];
    const first = await runAgent(workspace, 'mail', runInput(prompt, { tools }));
    const [call] = ofType(first, 'TOOL_CALL_START');
    expect(call?.toolCallName).toBe(name);
    expect(ofType(first, 'RUN_FINISHED')[0]?.outcome).toEqual({
      type: 'success',
      pendingToolCallIds: [call?.toolCallId],
    });
    const args = argsOf(first, call?.toolCallId ?? '') as Record<string, string>;
    expect(Object.values(args)[0]).toMatch(argument);
    const said = [
      ...runInput(prompt).messages,
      {
        id: 'a1',
        role: 'assistant' as const,
        toolCalls: [
          {
            id: call?.toolCallId ?? '',
            type: 'function' as const,
            function: { name, arguments: JSON.stringify(args) },
          },
        ],
      },
    ];
    const tool = { id: 't1', role: 'tool' as const, toolCallId: call?.toolCallId ?? '' };
    const used = runInput('', { messages: [...said, { ...tool, content: 'done' }] });
    expect(textOf(await runAgent(workspace, 'mail', used))).toContain(`\`${name}\``);
    const not = runInput('', { messages: [...said, { ...tool, content: '', error: 'not allowed' }] });
    expect(textOf(await runAgent(workspace, 'mail', not))).toContain('not allowed');
    const undeclared = await runAgent(workspace, 'mail', runInput(prompt));
    expect(ofType(undeclared, 'TOOL_CALL_START').map((one) => one.toolCallName)).toEqual(['send_mail']);
  });
});
