import type { BriefCommand, Ran } from './brief-command.ts';

/** A property of an object on the session bus. */
export interface BusProperty {
  readonly service: string;
  readonly path: string;
  readonly interface: string;
  readonly name: string;
}

/** `absent`: nobody on the bus has such a thing; `unknown`: the bus could not be asked. */
export type BusAnswer =
  | { readonly kind: 'value'; readonly value: boolean | number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

export type ReadBus = (property: BusProperty) => Promise<BusAnswer>;

/**
 * Reads one property, a truth value or a number. Node speaks no D-Bus, and one question now and then is no reason for a
 * library that does: GLib's `gdbus` asks, or systemd's `busctl` where that is not there.
 */
export function createBusReader(run: BriefCommand): ReadBus {
  return async (property) => {
    const { service, path, name } = property;
    const asked = await run('gdbus', [
      ...['call', '--session', '--dest', service, '--object-path', path],
      ...['--method', 'org.freedesktop.DBus.Properties.Get', property.interface, name],
    ]);
    if (asked.kind !== 'missing') return parseAnswer(asked);
    return parseAnswer(await run('busctl', ['--user', 'get-property', service, path, property.interface, name]));
  };
}

/** What the bus and the libraries of its services say when there is no such service, object, interface or property. */
const ABSENT =
  /\.DBus\.Error\.(ServiceUnknown|NameHasNoOwner|UnknownObject|UnknownInterface|UnknownProperty|UnknownMethod|InvalidArgs)\b|No such (interface|property)|Unknown (object|interface|property)|(interface|property) "[^"]+" not found|was not provided by any \.service files|has no owner/i;

/** `(<true>,)` and `(<uint32 2>,)` of gdbus; `b true` and `u 2` of busctl. */
function parseAnswer(ran: Ran): BusAnswer {
  if (ran.kind === 'failed' && ABSENT.test(ran.text)) return { kind: 'absent' };
  const answer = ran.kind === 'done' ? /^(?:\(<(?:\w+ )?(\w+)>,\)|[bynqiuxt] (\w+))$/.exec(ran.text.trim()) : null;
  const word = answer?.[1] ?? answer?.[2];
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
  if (word !== undefined && /^\d{1,15}$/.test(word)) return { kind: 'value', value: Number(word) };
  return { kind: 'unknown' };
}
