import { expect, test } from 'vitest';
import { createTrayView, type TrayDeps } from '../../../main/shell/tray.ts';
import type { TrayModel } from '../../../main/tray/model.ts';

const model: TrayModel = {
  icon: 'ok',
  tooltip: 'All well',
  items: [
    { kind: 'text', label: 'All well' },
    { kind: 'separator' },
    { kind: 'action', action: 'quit', label: 'Quit', accelerator: 'Ctrl+Q' },
    { kind: 'switch', setting: 'metered', label: 'Metered', on: true },
    { kind: 'conversation', conversationId: 5, label: 'Pump' },
    { kind: 'run', runId: 8, label: 'Tenders' },
    {
      kind: 'submenu',
      label: 'Mail',
      items: [
        {
          kind: 'answer',
          decision: 'refuse',
          asked: { runId: 9, since: 1, title: 'Send?', count: 1 },
          label: 'Refuse',
        },
      ],
    },
  ],
};

interface Shown {
  label?: string;
  click?: () => void;
  registerAccelerator?: boolean;
  enabled?: boolean;
  type?: string;
  checked?: boolean;
  submenu?: Shown[];
}

function desk(overrides: Partial<TrayDeps> = {}) {
  const calls: string[] = [];
  const chosen: unknown[] = [];
  let template: Shown[] = [];
  let click = () => {};
  const tray = {
    on: (_event: string, listener: () => void) => {
      click = listener;
      return tray;
    },
    setImage: () => calls.push('image'),
    setToolTip: () => calls.push('tooltip'),
    setContextMenu: () => calls.push('menu'),
  };
  const images: string[] = [];
  let dark = false;
  const deps: TrayDeps = {
    create: () => {
      calls.push('create');
      return tray as never;
    },
    buildMenu: (items) => {
      template = items as Shown[];
      return {} as never;
    },
    loadImage: (path) => {
      images.push(path.replaceAll('\\', '/'));
      return { setTemplateImage() {} } as never;
    },
    icons: '/icons',
    platform: 'linux',
    onDark: () => dark,
    act: (action) => chosen.push(action),
    turn: (setting, on) => chosen.push(`${setting} ${on}`),
    openConversation: (id) => chosen.push(id),
    openRun: (id) => chosen.push(`run ${id}`),
    answer: ({ runId }, decision) => chosen.push(`${decision} ${runId}`),
    onClick: () => chosen.push('click'),
    ...overrides,
  };
  return {
    view: createTrayView(deps),
    calls,
    chosen,
    images,
    menu: () => template,
    click: () => click(),
    goDark: () => {
      dark = true;
    },
  };
}

test('the same model twice changes nothing', () => {
  const { view, calls } = desk();
  view.render(model);
  expect(calls).toEqual(['create', 'tooltip', 'menu']);
  view.render({ ...model });
  expect(calls).toHaveLength(3);
});

test('only what changed is set', () => {
  const { view, calls, images, goDark } = desk();
  view.render(model);
  calls.length = 0;
  view.render({ ...model, tooltip: 'Offline', icon: 'offline' });
  expect(calls).toEqual(['image', 'tooltip']);
  goDark();
  view.render({ ...model, tooltip: 'Offline', icon: 'offline' });
  expect(images).toEqual(['/icons/ok-on-light.png', '/icons/offline-on-light.png', '/icons/offline-on-dark.png']);
});

test('macOS gets template images', () => {
  const { view, images } = desk({ platform: 'darwin' });
  view.render(model);
  expect(images).toEqual(['/icons/okTemplate.png']);
});

test('items do what they say, texts nothing, and keys are shown without being registered', () => {
  const { view, menu, chosen } = desk();
  view.render(model);
  for (const item of menu()) for (const each of [item, ...(item.submenu ?? [])]) each.click?.();
  expect(chosen).toEqual(['quit', 'metered false', 5, 'run 8', 'refuse 9']);
  expect(menu()[0]).toMatchObject({ label: 'All well', enabled: false });
  expect(menu()[2]).toMatchObject({ registerAccelerator: false });
  expect(menu()[3]).toMatchObject({ type: 'checkbox', checked: true });
});

test('a click on the icon shows the window, except on macOS, where it opens the menu', () => {
  for (const [platform, expected] of [
    ['win32', ['click']],
    ['darwin', []],
  ] as const) {
    const { view, click, chosen } = desk({ platform });
    view.render(model);
    click();
    expect(chosen).toEqual(expected);
  }
});

test('a desktop without a tray is noticed, not fatal', () => {
  const { view } = desk({
    create: () => {
      throw new Error('no tray');
    },
  });
  view.render(model);
  expect(view.present).toBe(false);
});
