const NAMED = ['space', 'tab', 'enter', 'up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown'];
const EDITING = ['insert', 'delete', 'backspace', 'plus'];
const SIGNS = [..."`-=[]\\;',./"];
const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Every key a hotkey may end with, in the spelling of `Keys`. */
export const EVERY_KEY: readonly string[] = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789',
  ...count(1, 24).map((n) => `f${n}`),
  ...count(0, 9).map((n) => `num${n}`),
  ...NAMED,
  ...EDITING,
  ...SIGNS,
];
