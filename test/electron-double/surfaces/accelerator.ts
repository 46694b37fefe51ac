const NAMES: Readonly<Record<string, string>> = {
  commandorcontrol: 'control',
  cmdorctrl: 'control',
  ctrl: 'control',
  option: 'alt',
  cmd: 'command',
  super: 'meta',
  esc: 'escape',
  return: 'enter',
};

/** One spelling for all spellings of a key combination on Linux, e.g. `CmdOrCtrl+Shift+A` → `a+control+shift`. */
export function normaliseAccelerator(accelerator: string): string {
  const parts = accelerator.split('+').map((part) => part.toLowerCase());
  return parts
    .map((part) => NAMES[part] ?? part)
    .sort()
    .join('+');
}
