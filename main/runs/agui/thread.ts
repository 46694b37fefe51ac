import {
  type AssistantMessage,
  type ContentPart,
  type Message,
  type Metadata,
  mergeMetadata,
  type ToolCall,
  type ToolMessage,
} from '@ag-ui/core';

/** The messages of a thread as the protocol knows them: what is sent back with the next run. */
export interface Thread {
  all(): readonly Message[];
  get(id: string): Message | undefined;
  call(id: string): ToolCall | undefined;
  add(message: Message): void;
  /** Appends to a message whose content is text. */
  append(id: string, delta: string): void;
  /** A call goes into the assistant message `parentId` names; one is made when there is none. */
  addCall(call: { id: string; name: string; parentId: string | undefined; owner: string | undefined }): void;
  appendArgs(id: string, delta: string): void;
  /** Behind the message that made the call: providers refuse a history with anything in between. */
  addResult(message: ToolMessage): void;
  /** A later version of a message; `id` stays. */
  replace(message: Message): void;
  replaceAll(messages: readonly Message[]): void;
  merge(target: { metadata?: Metadata } | undefined, metadata: Metadata | undefined): void;
}

export function createThread(initial: readonly Message[]): Thread {
  let messages: Message[] = [];
  let byId = new Map<string, Message>();
  let calls = new Map<string, ToolCall>();

  const index = (message: Message) => {
    byId.set(message.id, message);
    if (message.role !== 'assistant') return;
    for (const call of message.toolCalls ?? []) if (!calls.has(call.id)) calls.set(call.id, call);
  };
  const replaceAll = (next: readonly Message[]) => {
    messages = structuredClone([...next]);
    byId = new Map();
    calls = new Map();
    for (const message of messages) index(message);
  };
  const add = (message: Message) => {
    messages.push(message);
    index(message);
  };
  replaceAll(initial);

  return {
    all: () => messages,
    get: (id) => byId.get(id),
    call: (id) => calls.get(id),
    add,
    append(id, delta) {
      const message = byId.get(id);
      if (!message || message.role === 'activity') return;
      message.content = `${typeof message.content === 'string' ? message.content : ''}${delta}`;
    },
    addCall({ id, name, parentId, owner }) {
      const call: ToolCall = { id, type: 'function', function: { name, arguments: '' } };
      const parent = parentId === undefined ? undefined : byId.get(parentId);
      if (parent?.role === 'assistant') {
        parent.toolCalls = [...(parent.toolCalls ?? []), call];
      } else {
        const messageId = parent ? id : (parentId ?? id);
        const tag = owner === undefined ? {} : { subagentRunId: owner };
        add({ id: messageId, role: 'assistant', toolCalls: [call], ...tag } satisfies AssistantMessage);
      }
      calls.set(id, call);
    },
    appendArgs(id, delta) {
      const call = calls.get(id);
      if (call) call.function.arguments += delta;
    },
    addResult(message) {
      const maker = messages.findIndex(
        (each) => each.role === 'assistant' && each.toolCalls?.some(({ id }) => id === message.toolCallId),
      );
      let at = maker < 0 ? messages.length : maker + 1;
      while (messages[at]?.role === 'tool') at += 1;
      messages.splice(at, 0, message);
      index(message);
    },
    replace(message) {
      messages = messages.map((each) => (each.id === message.id ? message : each));
      index(message);
    },
    replaceAll,
    merge(target, metadata) {
      if (target && metadata) target.metadata = mergeMetadata(target.metadata, structuredClone(metadata)) ?? {};
    },
  };
}

/** The text of a content; parts that are no text leave nothing. */
export function textOf(content: string | readonly ContentPart[] | undefined): string {
  if (content === undefined || typeof content === 'string') return content ?? '';
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}
