import { type Message, PROTOCOL_VERSION, type ResumeEntry, type RunAgentInput } from '@ag-ui/core';
import type { AguiSource } from '../../../preload/contract.ts';
import { declaredTools } from './client-tools.ts';
import { isRecord, readJsonText } from './json.ts';

/** The model the Open WebUI pipe names when nobody chose one. */
const PIPE_MODEL = 'agui-agent';

export interface Request {
  readonly threadId: string;
  readonly runId: string;
  readonly messages: readonly Message[];
  readonly state: unknown;
  /** Answers to all open interrupts; empty when none is open. */
  readonly resume: readonly ResumeEntry[];
  /** Answers to `CUSTOM on_interrupt`. */
  readonly commands: readonly unknown[];
  readonly model: string | null;
}

/**
 * The body of a request. Servers of the time before 1.0 want `state`, `tools`, `context` and `forwardedProps` in every
 * one, and some of them refuse a field they do not know: `protocolVersion` is the source's choice. Activities are ours to
 * look at and are not sent.
 */
export function inputFor(source: AguiSource, request: Request): RunAgentInput {
  const { threadId, runId, messages, state, resume } = request;
  return {
    threadId,
    runId,
    ...(source.protocol === '1.0' ? { protocolVersion: PROTOCOL_VERSION } : {}),
    state: state ?? {},
    messages: messages.filter(({ role }) => role !== 'activity'),
    tools: declaredTools(source),
    context: source.openWebuiPreset ? [pipeContext(request)] : [],
    forwardedProps: forwardedProps(source, request),
    ...(resume.length > 0 ? { resume: [...resume] } : {}),
  };
}

/** What the person set wins over the preset. One answer is the command itself, several are a list in the order asked. */
function forwardedProps(source: AguiSource, request: Request): Record<string, unknown> {
  const own = readJsonText(source.forwardedProps);
  const { commands } = request;
  return {
    ...(source.openWebuiPreset ? pipeProps(request) : {}),
    ...(isRecord(own) ? own : {}),
    ...(commands.length > 0 ? { command: { resume: commands.length === 1 ? commands[0] : commands } } : {}),
  };
}

/** As the AG-UI pipe of Open WebUI sends it: endpoints written for it read the model from here. */
function pipeProps({ model }: Request): Record<string, unknown> {
  return {
    openwebui_request: true,
    model: model ?? PIPE_MODEL,
    original_params: { temperature: null, top_p: null, top_k: null, stop: null, stream: true, max_tokens: null },
  };
}

function pipeContext({ model }: Request): { description: string; value: string } {
  const name = model ?? PIPE_MODEL;
  const value = {
    original_model: name,
    requested_model: name,
    user_preferences: {},
    source: 'openwebui',
    temperature: null,
    max_tokens: null,
    stream: true,
  };
  return { description: 'Open WebUI request', value: JSON.stringify(value) };
}
