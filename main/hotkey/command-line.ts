/** What starts this program: the file, and what must follow it. */
export type CommandLine = readonly [file: string, ...rest: string[]];

export interface Launch {
  readonly packaged: boolean;
  readonly execPath: string;
  /** Of the running process. */
  readonly argv: readonly string[];
  /** Where an AppImage is mounted changes with each start; the file itself is named here. */
  readonly appImage: string | undefined;
}

/** How another program calls the quick window of this one. Unpackaged, the program is Electron with our folder. */
export function toggleCommand(
  { packaged, execPath, argv, appImage }: Launch,
  resolve: (path: string) => string,
): CommandLine {
  if (packaged) return [appImage ?? execPath, '--toggle'];
  const folder = argv.slice(1).find((argument) => !argument.startsWith('-'));
  return folder === undefined ? [execPath, '--toggle'] : [execPath, resolve(folder), '--toggle'];
}

/** One argument for a POSIX shell. In double quotes where they say the same: a person reads it before using it. */
export function shellQuote(text: string): string {
  if (/^[\w./@%+=:,-]+$/.test(text)) return text;
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}

/** The whole command for a POSIX shell, or for what reads commands as one does. */
export function shellLine(command: CommandLine): string {
  return command.map(shellQuote).join(' ');
}
