import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { Exchange } from '../../exchange/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type ExchangeCommand = Extract<CommandName, `exchange.${string}`>;

export function exchangeHandlers(exchange: Exchange): Pick<Handlers, ExchangeCommand> {
  return {
    'exchange.export': (request) => exchange.export(request),
    'exchange.import': () => exchange.import(),
    'exchange.get': () => ok(exchange.state()),
    'exchange.cancel': () => {
      exchange.cancel();
      return ok(null);
    },
    'exchange.dismiss': () => {
      exchange.dismiss();
      return ok(null);
    },
  };
}
