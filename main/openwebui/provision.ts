import type { ProvisioningOutcome } from '../../preload/contract.ts';
import type { HalextApi } from '../halext/api.ts';

const LONGEST_DETAIL = 300;

/**
 * Asks the server to make an account in Open WebUI. It answers 200 even when that failed, and takes an account that
 * exists already for a failure, so its words are read (contract, 7). Never an error: signing in does not depend on it.
 */
export async function provision(api: Pick<HalextApi, 'openWebuiProvision'>): Promise<ProvisioningOutcome> {
  const answer = await api.openWebuiProvision();
  if (!answer.ok) return { kind: 'failed', detail: answer.error.message };
  const { success, action, message, error } = answer.value;
  if (action === 'exists' || /already (registered|exists)/i.test(`${message} ${error ?? ''}`))
    return { kind: 'exists' };
  if (success) return { kind: 'created' };
  return { kind: 'failed', detail: (error ?? message).slice(0, LONGEST_DETAIL) };
}
