import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Keys, parseAccelerator } from '../../../main/hotkey/accelerator.ts';
import { bindingsFor } from '../../../main/hotkey/bindings.ts';
import { type CommandLine, toggleCommand } from '../../../main/hotkey/command-line.ts';
import { EVERY_KEY } from './every-key.ts';

const COMMAND: CommandLine = ['/opt/halext-companion', '--toggle'];

function keysOf(accelerator: string): Keys {
  const keys = parseAccelerator(accelerator, 'linux');
  if (typeof keys === 'string') throw new Error(keys);
  return keys;
}

function textsOf(accelerator: string, command = COMMAND) {
  const texts = new Map<string, string>();
  for (const { desktop, path, text } of bindingsFor(keysOf(accelerator), command, 'other')) {
    texts.set(path?.endsWith('.conf') ? 'hyprlang' : desktop, text);
  }
  return texts;
}

/** What each text calls the keys. */
function namesOf(accelerator: string) {
  const texts = textsOf(accelerator);
  const name = (desktop: string, pattern: RegExp) => pattern.exec(texts.get(desktop) ?? '')?.[1];
  return {
    gnome: name('gnome', /binding "'(.*)'"$/),
    kde: name('kde', /^X-KDE-Shortcuts=(.*)$/m),
    sway: name('sway', /^bindsym (\S+) exec /),
    hyprland: name('hyprland', /^hl\.bind\("(.*?)", /),
    hyprlang: name('hyprlang', /^bind = (.*?), exec, /),
  };
}

describe('each desktop is told the keys in its own words', () => {
  test.each([
    ['Alt+Space', '<Alt>space', 'Alt+Space', 'Mod1+space', 'ALT + space', 'ALT, space'],
    ['Control+Alt+K', '<Control><Alt>k', 'Ctrl+Alt+K', 'Ctrl+Mod1+k', 'CTRL + ALT + k', 'CTRL ALT, k'],
    ['Super+Enter', '<Super>Return', 'Meta+Return', 'Mod4+Return', 'SUPER + Return', 'SUPER, Return'],
    ['F9', 'F9', 'F9', 'F9', 'F9', ', F9'],
    ['Shift+F24', '<Shift>F24', 'Shift+F24', 'Shift+F24', 'SHIFT + F24', 'SHIFT, F24'],
    ['Alt+num7', '<Alt>KP_7', 'Alt+Num+7', 'Mod1+KP_7', 'ALT + KP_7', 'ALT, KP_7'],
    ['Alt+PageUp', '<Alt>Page_Up', 'Alt+PgUp', 'Mod1+Page_Up', 'ALT + Page_Up', 'ALT, Page_Up'],
    ['Alt+Delete', '<Alt>Delete', 'Alt+Del', 'Mod1+Delete', 'ALT + Delete', 'ALT, Delete'],
    ['Alt+Backspace', '<Alt>BackSpace', 'Alt+Backspace', 'Mod1+BackSpace', 'ALT + BackSpace', 'ALT, BackSpace'],
    ['Alt+Plus', '<Alt>plus', 'Alt++', 'Mod1+plus', 'ALT + plus', 'ALT, plus'],
    ['Alt+;', '<Alt>semicolon', 'Alt+;', 'Mod1+semicolon', 'ALT + semicolon', 'ALT, semicolon'],
    ['Alt+,', '<Alt>comma', 'Alt+,', 'Mod1+comma', 'ALT + comma', 'ALT, comma'],
    ['Alt+\\', '<Alt>backslash', 'Alt+\\\\', 'Mod1+backslash', 'ALT + backslash', 'ALT, backslash'],
    ["Alt+'", '<Alt>apostrophe', "Alt+'", 'Mod1+apostrophe', 'ALT + apostrophe', 'ALT, apostrophe'],
  ])('%s', (accelerator, gnome, kde, sway, hyprland, hyprlang) => {
    expect(namesOf(accelerator)).toEqual({ gnome, kde, sway, hyprland, hyprlang });
  });

  test('every key has a name of its own, a plain word where a keysym is asked for', () => {
    const all = EVERY_KEY.map((key) => namesOf(`Super+${key}`));
    for (const desktop of ['gnome', 'kde', 'sway', 'hyprland', 'hyprlang'] as const) {
      expect(new Set(all.map((names) => names[desktop])).size).toBe(EVERY_KEY.length);
    }
    for (const { gnome, sway } of all) {
      expect(gnome).toMatch(/^<Super>\w+$/);
      expect(sway).toMatch(/^Mod4\+\w+$/);
    }
  });

  test('Plasma has no name for AltGr, and is left out', () => {
    expect([...textsOf('AltGr+K').keys()]).toEqual(['gnome', 'sway', 'hyprland', 'hyprlang']);
    expect(namesOf('AltGr+K')).toMatchObject({ gnome: '<Mod5>k', sway: 'Mod5+k', hyprlang: 'MOD5, k' });
  });
});

test('the desktop that runs comes first', () => {
  const order = bindingsFor(keysOf('F9'), COMMAND, 'sway').map(({ desktop }) => desktop);
  expect(order).toEqual(['sway', 'gnome', 'kde', 'hyprland', 'hyprland']);
});

test('configuration lines name their file, commands have none', () => {
  const places = bindingsFor(keysOf('F9'), COMMAND, 'other').map(({ kind, path }) => `${kind} ${path}`);
  expect(places).toEqual([
    'command null',
    'command null',
    'config ~/.config/sway/config',
    'config ~/.config/hypr/hyprland.lua',
    'config ~/.config/hypr/hyprland.conf',
  ]);
});

describe('the program is found again wherever it lies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'companion-bindings-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As `sh` splits it. */
  const split = (line: string) =>
    execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1);

  /** `gsettings` with a folder for a database: enough to see what would be written. */
  const gsettings = join(folder, 'gsettings');
  writeFileSync(
    gsettings,
    `#!/bin/sh
case "$1 $3" in
  "get custom-keybindings") cat '${folder}/list' ;;
  "set custom-keybindings") printf '%s' "$4" > '${folder}/list' ;;
  set*) printf '%s' "$4" > "${folder}/$3" ;;
esac
`,
  );
  chmodSync(gsettings, 0o755);
  const written = (name: string) => readFileSync(join(folder, name), 'utf8');
  const PATH = `${folder}:${process.env.PATH}`;
  const OURS = '/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/halext-companion/';

  function bindInGnome(command: CommandLine, list: string): void {
    writeFileSync(join(folder, 'list'), list);
    execFileSync('sh', ['-c', textsOf('Alt+;', command).get('gnome') ?? ''], { env: { PATH } });
  }

  test.each([
    ['none', '@as []', `['${OURS}']`],
    ['others', "['/a/', '/b/']", `['/a/', '/b/', '${OURS}']`],
    ['ours', `['/a/', '${OURS}']`, `['/a/', '${OURS}']`],
  ])('GNOME keeps the shortcuts that are there: %s', (_name, before, after) => {
    bindInGnome(COMMAND, before);
    expect(written('list')).toBe(after);
    expect([written('name'), written('command'), written('binding')]).toEqual([
      "'Halext Companion'",
      "'/opt/halext-companion --toggle'",
      "'<Alt>semicolon'",
    ]);
  });

  const path = fc
    .array(fc.constantFrom('a', 'B', '7', ' ', "'", '"', '$', '`', '\\', '#', '%', ',', '!', 'é', '&', ';'), {
      minLength: 1,
    })
    .map((parts) => `/opt/${parts.join('')}`);

  test('GNOME, Sway and Hyprland hand it to a shell unchanged', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(path, (file) => {
        const command: CommandLine = [file, '--toggle'];
        const texts = textsOf('F9', command);
        bindInGnome(command, '@as []');
        const literal = written('command').slice(1, -1).replace(/\\(.)/g, '$1');
        expect(split(literal)).toEqual(command);
        const sway = texts.get('sway')?.replace(/^bindsym \S+ exec /, '') ?? '';
        // A single one would begin a variable of the file.
        expect(sway.replaceAll('$$', '')).not.toContain('$');
        expect(split(sway.replaceAll('$$', '$'))).toEqual(command);
        const hyprlang = texts.get('hyprlang')?.replace(/^bind = .*?, exec, /, '') ?? '';
        // A single one would begin a comment.
        expect(hyprlang.replaceAll('##', '')).not.toContain('#');
        expect(split(hyprlang.replaceAll('##', '#'))).toEqual(command);
        const lua = /exec_cmd\((".*")\)\)$/s.exec(texts.get('hyprland') ?? '')?.[1] ?? '""';
        expect(split(JSON.parse(lua) as string)).toEqual(command);
      }),
      { numRuns: 30 },
    );
  });

  test('Plasma gets a program of its own with the keys in it', () => {
    const command: CommandLine = ['/opt/Hal"s 100% $HOME \\ app/companion', '--toggle'];
    const data = join(folder, 'data');
    writeFileSync(join(folder, 'kbuildsycoca6'), '#!/bin/sh\n');
    chmodSync(join(folder, 'kbuildsycoca6'), 0o755);
    execFileSync('sh', ['-c', textsOf('Meta+;', command).get('kde') ?? ''], { env: { PATH, XDG_DATA_HOME: data } });
    const file = join(data, 'applications/org.halext.Companion.quick.desktop');
    expect(existsSync(file)).toBe(true);
    const entry = new Map(
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.split(/=(.*)/s, 2) as [string, string]),
    );
    expect(entry.get('X-KDE-Shortcuts')).toBe('Meta+;');
    expect(entry.get('NoDisplay')).toBe('true');
    // First the escapes of the file, then the quotes of the key (Desktop Entry Specification).
    const value = (entry.get('Exec') ?? '').replaceAll('\\\\', '\\');
    const quoted = /^"((?:\\.|[^"])*)" --toggle$/.exec(value)?.[1] ?? '';
    expect(quoted).toContain('100%% ');
    expect(quoted.replace(/\\(.)/g, '$1').replaceAll('%%', '%')).toBe(command[0]);
  });
});

test.each([
  ['packaged', { packaged: true }, ['/opt/Halext Companion/halext-companion', '--toggle']],
  [
    'an AppImage, by its own file',
    { packaged: true, appImage: '/home/jo/h.AppImage' },
    ['/home/jo/h.AppImage', '--toggle'],
  ],
  ['from its folder', { packaged: false }, ['/opt/Halext Companion/halext-companion', '/src/.', '--toggle']],
] as const)('what calls it: %s', (_name, launch, command) => {
  const execPath = '/opt/Halext Companion/halext-companion';
  const argv = [execPath, '--no-sandbox', '.'];
  expect(toggleCommand({ execPath, argv, appImage: undefined, ...launch }, (path) => `/src/${path}`)).toEqual(command);
});
