import { z } from 'zod';
import type { Demo, DemoContext, Route } from '../demo.ts';
import { jsonBody, optionalText } from '../input.ts';
import { crash, refusal } from '../refusals.ts';
import { signedIn } from '../session.ts';
import type { UserRow } from '../state.ts';
import type { SwitchValue } from '../switches.ts';
import { signToken } from '../tokens.ts';

const SSO_LIFETIME_S = 86_400;
const ssoRequest = z.object({ redirect_to: optionalText });

const ALREADY_REGISTERED =
  'OpenWebUI returned 400: {"detail": "Uh-oh! This email is already registered. Sign in with your existing account or choose another email to start anew."}';

/** The Open WebUI integration: status, provisioning, sign-in link (contract 7). */
export function openWebuiRoutes(demo: Demo): Route[] {
  const base = '/integrations/openwebui';
  const { switches } = demo;
  const off = () => switches.value('openWebui') === 'disabled';
  return [
    {
      method: 'GET',
      path: base,
      handle: (c) => c.json(off() ? { enabled: false, url: null } : { enabled: true, url: shownUrl(demo) }),
    },
    {
      method: 'GET',
      path: `${base}/sync/status`,
      handle: signedIn(demo, (c) => {
        if (off() || switches.value('sso') === 'disabled') throw crash();
        return c.json({
          enabled: true,
          configured: true,
          admin_configured: switches.value('provisioning') !== 'noAdmin',
          openwebui_url: shownUrl(demo),
          features: { user_provisioning: true, sso: true, auto_sync: true },
        });
      }),
    },
    {
      method: 'POST',
      path: `${base}/sync/user`,
      handle: signedIn(demo, (c, me) => {
        const outcome = switches.take('provisioning', c.req) ?? naturalOutcome(demo, me);
        if (off() || outcome === 'disabled') throw refusal(503, 'OpenWebUI sync is disabled');
        return c.json(provisioned(demo, me, outcome));
      }),
    },
    {
      method: 'POST',
      path: `${base}/sso`,
      handle: signedIn(demo, async (c, me) => {
        const { redirect_to } = await jsonBody(c, ssoRequest);
        const kind = switches.take('sso', c.req);
        if (off() || kind === 'disabled') throw refusal(503, 'OpenWebUI sync is disabled');
        return ssoLink(demo, c, me, kind, redirect_to);
      }),
    },
  ];
}

function shownUrl(demo: Demo): string | null {
  return demo.switches.value('openWebui') === 'noUrl' ? null : `${demo.origin()}/webui/`;
}

type Outcome = Exclude<SwitchValue<'provisioning'>, 'disabled'>;

/** The first call makes the account; every later one reports a failure although the account is there. */
function naturalOutcome(demo: Demo, me: UserRow): Outcome {
  return demo.store.state.provisionedUserIds.includes(me.id) ? 'exists' : 'created';
}

function provisioned(demo: Demo, me: UserRow, outcome: Outcome) {
  const failed = { success: false, action: 'failed', user_id: null, message: 'Failed to sync user to OpenWebUI' };
  if (outcome === 'exists') return { ...failed, error: ALREADY_REGISTERED };
  if (outcome === 'failed') return { ...failed, error: 'OpenWebUI returned 403: {"detail": "Sign-up is disabled"}' };
  if (outcome === 'noAdmin') return { ...failed, error: 'Failed to authenticate as admin' };
  demo.store.state.provisionedUserIds.push(me.id);
  const user_id = `4f0a9a0e-0000-4000-8000-${String(me.id).padStart(12, '0')}`;
  return { success: true, action: 'created', user_id, message: 'User created in OpenWebUI', error: null };
}

/** The link with its token; `redirect_to` is put in unencoded, as the server does (contract 7). */
function ssoLink(
  demo: Demo,
  c: DemoContext,
  me: UserRow,
  kind: Exclude<SwitchValue<'sso'>, 'disabled'> | undefined,
  redirectTo: string | null,
): Response {
  const issued = Math.floor(demo.now() / 1000);
  const claims = { user_id: me.id, username: me.username, email: me.email, exp: issued + SSO_LIFETIME_S, iat: issued };
  const token = signToken({ ...claims, iss: 'halext-org' }, demo.store.state.signingKey);
  const redirect = redirectTo === null ? '' : `&redirect=${redirectTo}`;
  const sso_url = `${ssoBase(demo, kind)}/sso?token=${token}${redirect}`;
  return c.json({ sso_url, token, expires_in: SSO_LIFETIME_S });
}

function ssoBase(demo: Demo, kind: Exclude<SwitchValue<'sso'>, 'disabled'> | undefined): string {
  switch (kind) {
    case 'relative':
      return '/webui';
    case 'internal':
      return 'http://127.0.0.1:3000';
    case 'foreign':
      return 'https://webui.attacker.example';
    case 'plainHttp':
      return 'http://webui.example.org';
    case 'script':
      return 'javascript:alert(1)//';
    case undefined:
      return `${demo.origin()}/webui`;
  }
}
