import { describe, expect, test } from 'vitest';
import {
  type AguiForm,
  formOf,
  type GatewayForm,
  leadsElsewhere,
  newForm,
  toDraft,
} from '../../../renderer/settings/sources/form.ts';
import { headerField, isKept, newHeader, type ReadSecret } from '../../../renderer/settings/sources/header-form.ts';
import { KEY_FIELD } from '../../../renderer/settings/sources/key-form.ts';

const nothing: ReadSecret = () => '';
const typing =
  (fields: Record<string, string>): ReadSecret =>
  (field) =>
    fields[field] ?? '';

const gateway = formOf({
  kind: 'gateway',
  id: 'g1',
  name: 'Atelier',
  address: 'https://gateway.example.org',
  demo: false,
  hasKey: true,
  model: null,
}) as GatewayForm;

const agent = formOf({
  kind: 'agui',
  id: 'a1',
  name: 'Ledger',
  address: 'https://agents.example.org/ledger',
  demo: false,
  headers: [
    { name: 'Authorization', value: null },
    { name: 'X-Team', value: 'north' },
  ],
  protocol: 'legacy',
  forwardedProps: '{"a":1}',
  openWebuiPreset: true,
  idleSeconds: 300,
  tools: { openUrl: true, copyToClipboard: false },
}) as AguiForm;

describe('the key of a gateway', () => {
  test('stays as it is unless it is replaced or forgotten', () => {
    expect(toDraft(gateway, nothing)).not.toHaveProperty('key');
    expect(toDraft({ ...gateway, key: 'replace' }, typing({ [KEY_FIELD]: 'sk-new' }))).toMatchObject({ key: 'sk-new' });
    expect(toDraft({ ...gateway, key: 'replace' }, typing({ [KEY_FIELD]: '  ' }))).not.toHaveProperty('key');
    expect(toDraft({ ...gateway, key: 'forget' }, typing({ [KEY_FIELD]: 'sk-new' }))).toMatchObject({ key: null });
  });

  test('no model is none, and a nameless source is called by its host', () => {
    const form = { ...gateway, name: ' ', model: ' ', address: 'gateway.example.org:8443/v1' };
    expect(toDraft(form, nothing)).toMatchObject({ name: 'gateway.example.org', model: null });
  });
});

describe('headers', () => {
  test('a kept value is kept under its name, however that is spelt, and under no other', () => {
    const [kept] = agent.headers;
    if (!kept) throw new Error('no header');
    expect([kept, { ...kept, name: ' authorization ' }, { ...kept, name: 'X-Key' }].map(isKept)).toEqual([
      true,
      true,
      false,
    ]);
    const renamed = { ...agent, headers: [{ ...kept, name: 'X-Key' }] };
    expect(toDraft(renamed, nothing)).toMatchObject({ headers: [{ name: 'X-Key', value: '', secret: true }] });
  });

  test('what is typed takes the place of what is kept; a row nobody wrote in is no header', () => {
    const form = { ...agent, headers: [...agent.headers, newHeader(agent.headers)] };
    expect(toDraft(form, typing({ [headerField(0)]: 'Bearer new' }))).toMatchObject({
      headers: [
        { name: 'Authorization', value: 'Bearer new', secret: true },
        { name: 'X-Team', value: 'north', secret: false },
      ],
    });
  });

  test('a new row never takes the place of another', () => {
    const rows = [...agent.headers.slice(1), newHeader(agent.headers.slice(1))];
    expect(new Set([...rows, newHeader(rows)].map(({ row }) => row)).size).toBe(3);
  });
});

test('what is not touched goes back as it came', () => {
  expect(toDraft(agent, nothing)).toEqual({
    kind: 'agui',
    id: 'a1',
    name: 'Ledger',
    address: 'https://agents.example.org/ledger',
    headers: [
      { name: 'Authorization', value: null, secret: true },
      { name: 'X-Team', value: 'north', secret: false },
    ],
    protocol: 'legacy',
    forwardedProps: '{"a":1}',
    openWebuiPreset: true,
    idleSeconds: 300,
    tools: { openUrl: true, copyToClipboard: false },
  });
});

test.each(['', 'ten', '4', '86401', '10.5', '-60'])('a silence of %j seconds is refused here', (idleSeconds) => {
  expect(toDraft({ ...agent, idleSeconds }, nothing)).toEqual({ problem: 'idle' });
});

test('an agent begins without tools and with a minute or two of patience', () => {
  expect(newForm('agui')).toMatchObject({ tools: { openUrl: false, copyToClipboard: false }, idleSeconds: '120' });
});

test.each([
  ['https://gateway.example.org/v1', false],
  ['gateway.example.org', false],
  ['  GATEWAY.example.org/other ', false],
  ['https://gateway.example.org:443', false],
  ['', false],
  ['ftp://other.example.org', false],
  ['http://gateway.example.org', true],
  ['https://gateway.example.org:8443', true],
  ['other.example.org', true],
])('from gateway.example.org, %j leads elsewhere: %s', (typed, elsewhere) => {
  expect(leadsElsewhere(typed, 'https://gateway.example.org')).toBe(elsewhere);
});
