import { appError, fail, ok, type Result } from '../errors.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { SourceAccess } from '../sources/access.ts';
import type { ListedModels } from '../sources/models.ts';
import { openChatSource } from './open.ts';
import type { SourceDeps, SourceModel } from './source.ts';

export interface ListingDeps extends SourceDeps {
  readonly gateway: Pick<GatewayClient, 'models'>;
}

/** Asks a source for its models. Errors: `validation`/`noModels` where there is no list; those of the request. */
export async function askForModels(access: SourceAccess, deps: ListingDeps): Promise<Result<ListedModels>> {
  const { source } = access;
  switch (source.kind) {
    case 'agui':
      return fail(appError('validation', 'this source has no list of models', { reason: 'noModels' }));
    case 'gateway': {
      const models = await deps.gateway.models(access);
      return models.ok ? ok({ models: models.value, details: [] }) : models;
    }
    default: {
      const models = await openChatSource(source, access, deps).models();
      return models.ok ? ok(listed(models.value)) : models;
    }
  }
}

function listed(models: readonly SourceModel[]): ListedModels {
  return {
    models: models.map(({ id }) => id),
    details: models.map(({ id, name, contextTokens, active }) => ({ id, name, contextTokens, active })),
  };
}
