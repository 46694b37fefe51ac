import type { Tool } from '@ag-ui/core';
import { z } from 'zod';
import type { AguiSource } from '../../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../../errors.ts';
import { readJsonText } from './json.ts';

/** What the tools of this computer do when the person has approved. */
export interface ToolActions {
  openUrl(url: string): Promise<Result<null>>;
  copy(text: string): Promise<Result<null>>;
}

const OPEN_URL = 'open_url';
const COPY = 'copy_to_clipboard';
const LONGEST_URL = 2_000;
const LONGEST_COPY = 1_000_000;

const declared: Readonly<Record<typeof OPEN_URL | typeof COPY, Tool>> = {
  [OPEN_URL]: {
    name: OPEN_URL,
    description: "Opens a web page in the person's browser. The person is asked first and may refuse.",
    parameters: {
      type: 'object',
      properties: { url: { type: 'string', description: 'Complete http or https address.' } },
      required: ['url'],
    },
  },
  [COPY]: {
    name: COPY,
    description: "Puts text into the person's clipboard. The person is asked first and may refuse.",
    parameters: {
      type: 'object',
      properties: { text: { type: 'string', description: 'The text to copy.' } },
      required: ['text'],
    },
  },
};

const openArguments = z.object({ url: z.string().max(LONGEST_URL) });
const copyArguments = z.object({ text: z.string().max(LONGEST_COPY) });

/** The tools a source may ask for, as they are declared to its agent. */
export function declaredTools({ tools }: AguiSource): Tool[] {
  return [...(tools.openUrl ? [declared[OPEN_URL]] : []), ...(tools.copyToClipboard ? [declared[COPY]] : [])];
}

/**
 * Does what a call asks for. `args` is the JSON text the agent sent. Errors, none of which a person has to see:
 * `validation` with reason `tool`, `arguments` or `address`; those of the action.
 */
export async function runTool(actions: ToolActions, name: string, args: string): Promise<Result<string>> {
  const value = readJsonText(args);
  switch (name) {
    case OPEN_URL: {
      const parsed = openArguments.safeParse(value);
      if (!parsed.success) return fail(appError('validation', 'arguments do not fit', { reason: 'arguments' }));
      const url = URL.parse(parsed.data.url);
      if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
        return fail(appError('validation', 'only http and https addresses can be opened', { reason: 'address' }));
      }
      const opened = await actions.openUrl(url.href);
      return opened.ok ? ok('The page was opened.') : opened;
    }
    case COPY: {
      const parsed = copyArguments.safeParse(value);
      if (!parsed.success) return fail(appError('validation', 'arguments do not fit', { reason: 'arguments' }));
      const copied = await actions.copy(parsed.data.text);
      return copied.ok ? ok('The text was copied.') : copied;
    }
    default:
      return fail(appError('validation', 'this tool is not available', { reason: 'tool' }));
  }
}
