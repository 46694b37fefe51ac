const LONGEST = 120;
const LONGEST_ENDING = 12;

/** Names Windows keeps for devices, with any ending or none. */
const DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * A proposed name as a file may be called on every system: no path, no control or direction characters, no signs that
 * Windows refuses, not hidden, not a device's name, at most 120 UTF-16 units with its ending kept.
 */
export function safeFileName(name: string, fallback: string): string {
  const line = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[<>:"/\\|?*]+/g, '-')
    .replace(/\s+/g, ' ');
  // Windows takes spaces and dots away at the end; a dot at the beginning hides the file elsewhere.
  const trimmed = line.replace(/^[\s.-]+|[\s.]+$/g, '');
  const free = DEVICES.test(trimmed) ? `_${trimmed}` : trimmed;
  const { stem, ending } = split(free);
  const short = stem.slice(0, LONGEST - ending.length).replace(/[\s.]+$|[\ud800-\udbff]$/g, '');
  return short === '' ? fallback : `${short}${ending}`;
}

/** The ending with its dot, when it looks like one. */
function split(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || name.length - dot > LONGEST_ENDING) return { stem: name, ending: '' };
  return { stem: name.slice(0, dot), ending: name.slice(dot) };
}
