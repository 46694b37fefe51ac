import { describe, expect, test } from 'vitest';
import { readModelId, splitModelId } from '../../../main/gateway/model-id.ts';

describe('an id as the gateway names it', () => {
  test.each([
    ['local/fake-small:latest', 'local/fake-small:latest'],
    ['harpou-agent/local/fake-small:latest', 'local/fake-small:latest'],
    ['harpou_pipe.harpou-agent/ollama/harpou/llama3.1-8b:latest', 'ollama/harpou/llama3.1-8b:latest'],
    ['  harpou-agent/gpt-4o \n', 'gpt-4o'],
    ['typed-by-hand', 'typed-by-hand'],
    ['local/harpou-agent/x', 'local/harpou-agent/x'],
    ['my-harpou-agent/x', 'my-harpou-agent/x'],
    ['harpou-agent', 'harpou-agent'],
  ])('%j → %s', (typed, id) => {
    expect(readModelId(typed)).toBe(id);
  });

  test.each(['', '   ', 'harpou-agent/', 'pipe.harpou-agent/ '])('%j names no model', (typed) => {
    expect(readModelId(typed)).toBeNull();
  });
});

test.each([
  ['local/fake-small:latest', { backend: 'local', model: 'fake-small:latest' }],
  ['ollama/harpou/llama3.1-8b:latest', { backend: 'ollama', model: 'harpou/llama3.1-8b:latest' }],
  ['gpt-4o', { backend: null, model: 'gpt-4o' }],
])('%s is split at its first slash only', (id, parts) => {
  expect(splitModelId(id)).toEqual(parts);
});
