const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Reads a server time as milliseconds since the epoch; `null` when it is none. The server always means UTC and writes it
 * in several ways (contract, 1.3): without offset on SQLite, with up to six decimals, with `Z` or an offset on
 * PostgreSQL. JavaScript's own parser would take the first as local time.
 */
export function parseServerTime(text: string): number | null {
  const found = TIMESTAMP.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = found;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  // 31 February would roll over into March.
  if (!new Date(time).toISOString().startsWith(`${year}-${month}-${day}T${hour}:${minute}`)) return null;
  return time + Number(fraction.padEnd(3, '0').slice(0, 3)) - offsetMs(zone);
}

function offsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
