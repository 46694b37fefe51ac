import type { TFunction } from 'i18next';
import type { KeyAction } from '../app/keys.ts';

/** One line of the map: what the keys do, and the action where the frame of the window knows it. */
export interface MappedKeys {
  readonly accelerators: readonly string[];
  readonly words: string;
  readonly action?: KeyAction;
}

export interface KeyGroup {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly MappedKeys[];
}

/** Every key of the program. `hotkey`: the one that opens the quick window, as the settings have it; empty for none. */
export function keyGroups(t: TFunction, hotkey: string): readonly KeyGroup[] {
  return [
    {
      id: 'anywhere',
      title: t('keymap.anywhere'),
      keys: hotkey === '' ? [] : [{ accelerators: [hotkey], words: t('keymap.quickWindow') }],
    },
    {
      id: 'window',
      title: t('keymap.window'),
      keys: [
        act('palette', t('palette.title'), 'Mod+K'),
        act('search', t('keymap.search'), 'Mod+Shift+F'),
        act('keyMap', t('keymap.title'), '?'),
        act('chats', t('app.chats'), 'Mod+Shift+1'),
        act('runs', t('app.runs'), 'Mod+Shift+2'),
        act('compare', t('app.compare'), 'Mod+Shift+3'),
        act('health', t('app.health'), 'Mod+Shift+4'),
        act('settings', t('app.settings'), 'Mod+Shift+5', 'Mod+,'),
        act('openWebui', t('settings.openwebuiOpen'), 'Mod+Shift+W'),
        { accelerators: ['Mod+Shift+N'], words: t('keymap.newRun') },
        act('nextArea', t('keymap.nextArea'), 'F6'),
        { accelerators: ['Mod+Plus'], words: t('keymap.zoomIn') },
        { accelerators: ['Mod+-'], words: t('keymap.zoomOut') },
        { accelerators: ['Mod+0'], words: t('keymap.zoomReset') },
        { accelerators: ['Esc'], words: t('keymap.close') },
        { accelerators: ['Mod+Q'], words: t('keymap.quit') },
      ],
    },
    {
      id: 'chats',
      title: t('app.chats'),
      keys: [
        act('newConversation', t('chat.new'), 'Mod+N'),
        act('findHere', t('search.here'), 'Mod+F'),
        act('model', t('keymap.model'), 'Mod+L'),
        act('rename', t('keymap.rename'), 'F2'),
        act('stop', t('keymap.stop'), 'Mod+.'),
        { accelerators: ['Enter'], words: t('keymap.send') },
        { accelerators: ['Shift+Enter'], words: t('keymap.newLine') },
        { accelerators: ['Up'], words: t('keymap.editQueued') },
      ],
    },
    {
      id: 'lists',
      title: t('keymap.lists'),
      keys: [
        { accelerators: ['Up', 'Down', 'Home', 'End'], words: t('keymap.move') },
        { accelerators: ['Enter'], words: t('keymap.open') },
        { accelerators: ['Backspace', 'Delete'], words: t('keymap.remove') },
      ],
    },
    {
      id: 'runs',
      title: t('app.runs'),
      keys: [
        act('newRun', t('keymap.newRun'), 'Mod+N'),
        act('findRun', t('keymap.findRun'), 'Mod+F'),
        act('stopRun', t('keymap.stopRun'), 'Mod+.'),
        { accelerators: ['Mod+Enter'], words: t('keymap.giveTask') },
        { accelerators: ['Left', 'Right'], words: t('keymap.nextTab') },
        { accelerators: ['Mod+Backspace'], words: t('keymap.refuse') },
      ],
    },
    {
      id: 'compareHealth',
      title: t('keymap.compareHealth'),
      keys: [
        act('newComparison', t('keymap.newComparison'), 'Mod+N'),
        act('stopComparison', t('keymap.stopComparison'), 'Mod+.'),
        { accelerators: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4'], words: t('keymap.goOnWith') },
        act('checkNow', t('keymap.checkNow'), 'Mod+R'),
        { accelerators: ['Right', 'Left'], words: t('keymap.unfold') },
      ],
    },
    {
      id: 'quick',
      title: t('keymap.quick'),
      keys: [
        { accelerators: ['Mod+1', 'Mod+2', 'Mod+3'], words: t('keymap.goOn') },
        { accelerators: ['Mod+Shift+V'], words: t('keymap.clipboard') },
        { accelerators: ['Mod+Enter'], words: t('keymap.agent') },
        { accelerators: ['Mod+D'], words: t('keymap.compareThis') },
        { accelerators: ['Mod+L'], words: t('keymap.model') },
        { accelerators: ['Mod+N'], words: t('keymap.startAfresh') },
        { accelerators: ['Mod+.'], words: t('keymap.stop') },
        { accelerators: ['Mod+C'], words: t('keymap.copy') },
        { accelerators: ['Mod+P'], words: t('keymap.pin') },
        { accelerators: ['Mod+O'], words: t('keymap.mainWindow') },
        { accelerators: ['Mod+Backspace'], words: t('keymap.refuse') },
        { accelerators: ['Esc'], words: t('keymap.hide') },
      ],
    },
  ];
}

function act(action: KeyAction, words: string, ...accelerators: readonly string[]): MappedKeys {
  return { accelerators, words, action };
}
