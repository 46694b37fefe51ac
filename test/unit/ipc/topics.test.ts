import { expect, test } from 'vitest';
import { createTopicHub } from '../../../main/ipc/topics.ts';

function listener() {
  const heard: unknown[] = [];
  return { heard, send: (topic: string, event: unknown) => void heard.push([topic, event]) };
}

test('a window hears what happened before it mounted, in order, once it is ready', () => {
  const hub = createTopicHub();
  const window = listener();
  hub.add(1, window);
  hub.emit('navigate', { kind: 'search' });
  hub.emitTo(1, 'quickShown', { text: 'a' });
  expect(window.heard).toEqual([]);
  hub.ready(1);
  expect(window.heard).toEqual([
    ['navigate', { kind: 'search' }],
    ['quickShown', { text: 'a' }],
  ]);
});

test('every window hears an event, and only the named one a private one', () => {
  const hub = createTopicHub();
  const [a, b] = [listener(), listener()];
  hub.add(1, a);
  hub.add(2, b);
  hub.ready(1);
  hub.ready(2);
  hub.emit('notices', []);
  hub.emitTo(2, 'quickShown', { text: null });
  expect(a.heard).toHaveLength(1);
  expect(b.heard).toHaveLength(2);
});

test('a page that is loaded again starts afresh', () => {
  const hub = createTopicHub();
  const window = listener();
  hub.add(1, window);
  hub.emit('notices', []);
  hub.reset(1);
  hub.emit('navigate', { kind: 'search' });
  hub.ready(1);
  expect(window.heard).toEqual([['navigate', { kind: 'search' }]]);
});

test('a window that never mounts holds back a bounded number of events', () => {
  const hub = createTopicHub();
  const window = listener();
  hub.add(1, window);
  for (let i = 0; i < 10_000; i++) hub.emit('notices', []);
  hub.ready(1);
  expect(window.heard).toHaveLength(500);
});
