import { describe, expect, test } from 'vitest';
import { statusError } from '../../../main/halext/errors.ts';
import { exchangeNames, recorded, responseOf } from './recorded.ts';

function errorOf(status: number, contentType: string, body: unknown) {
  return statusError(responseOf({ status, contentType, body }), 'test');
}

const json = (status: number, detail: unknown) => errorOf(status, 'application/json', { detail });

describe('every recorded refusal', () => {
  const expected: Record<string, [kind: string, reason: string | undefined]> = {
    '08-register-422': ['validation', 'invalid'],
    '12-token-bad': ['auth', 'tokenRefused'],
    '13-token-json-body': ['validation', 'invalid'],
    '15-token-empty-pw': ['validation', 'invalid'],
    '24-me-badtoken': ['auth', 'tokenRefused'],
    '25-me-expired': ['auth', 'tokenRefused'],
    '33-conv-create-unknown-user': ['notFound', 'unknownUser'],
    '34-conv-create-422': ['validation', 'invalid'],
    '37-conv-get-notmember': ['notFound', undefined],
    '38-conv-get-missing': ['notFound', undefined],
    '43-msg-post-nocontent': ['validation', 'invalid'],
    '52-conv-put-partial': ['validation', 'invalid'],
    '55-conv-put-nonowner': ['auth', 'notOwner'],
    '56-conv-delete-nonowner': ['auth', 'notOwner'],
    '65-quick-self': ['validation', 'invalid'],
    '71-owui-syncstatus-disabled': ['http', 'serverFault'],
    '72-owui-syncuser-disabled': ['http', 'disabled'],
    '73-owui-sso-disabled': ['http', 'disabled'],
    '74-owui-sso-nobody': ['validation', 'invalid'],
  };

  test('is known here', () => {
    const refusals = exchangeNames.filter((name) => recorded(name).status >= 400);
    expect(refusals.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  test.each(exchangeNames.filter((name) => recorded(name).status >= 400))('%s', (name) => {
    const error = statusError(responseOf(recorded(name)), 'test');
    expect([error.kind, error.reason]).toEqual(expected[name]);
    expect(error.status).toBe(recorded(name).status);
  });
});

test('a model that failed after the message was stored is told apart from a server fault', () => {
  const error = json(500, 'Failed to generate AI response: 401 Incorrect API key provided: sk-abc');
  expect(error).toMatchObject({ kind: 'serverAi', status: 500, retryable: true });
  expect(JSON.stringify(error)).not.toContain('sk-abc');
  expect(json(500, 'Failed to generate AI response: ').kind).toBe('serverAi');
  expect(json(503, 'AI provider timed out')).toMatchObject({ kind: 'serverAi', reason: 'timedOut' });
});

test.each([
  [502, 'text/html', '<html>Bad Gateway</html>', 'unavailable'],
  [503, 'text/html', '<html>Service Unavailable</html>', 'unavailable'],
  [504, 'text/html', '<html>Gateway Time-out</html>', 'gatewayTimeout'],
  [500, 'text/plain; charset=utf-8', 'Internal Server Error', 'serverFault'],
  [500, '', null, 'serverFault'],
  [500, 'application/json', 'not json at all', 'serverFault'],
])('%i %s may pass by itself and repeats nothing of the page', (status, type, body, reason) => {
  const error = errorOf(status, type, body);
  expect(error).toEqual({ kind: 'http', reason, status, retryable: true, message: `test: status ${status}` });
});

test('only Halext can say that something is not there: a wrong address must not look like a deletion', () => {
  expect(json(404, 'Conversation not found').kind).toBe('notFound');
  expect(json(404, 'Not Found')).toMatchObject({ kind: 'http', reason: 'unknownPath', retryable: false });
  expect(errorOf(404, 'text/html', '<h1>404</h1>')).toMatchObject({ kind: 'http', reason: 'unknownPath' });
});

test('a message too large for the proxy is the person’s to shorten', () => {
  expect(errorOf(413, 'text/html', '<html>Too Large</html>')).toMatchObject({
    kind: 'validation',
    reason: 'tooLarge',
    retryable: false,
  });
});

test('newer servers repeat what was written; the error does not', () => {
  const error = json(422, [
    { type: 'missing', loc: ['body', 'title'], msg: 'Field required', input: 'my secret plan' },
  ]);
  expect(error.message).toBe('test: status 422 (body.title: Field required)');
});

test('what the server says is cut and cleaned of control and bidi characters', () => {
  const error = json(400, `bad\u0000\u202Ename${'x'.repeat(1000)}`);
  expect(error.message).toMatch(/^test: status 400 \(bad namex+\)$/);
  expect(error.message.length).toBeLessThan(230);
});

test('Retry-After is kept', () => {
  const response = { ...responseOf({ status: 429, contentType: '', body: null }), retryAfterMs: 7000 };
  expect(statusError(response, 'test')).toMatchObject({ kind: 'http', retryable: true, retryAfterMs: 7000 });
});
