import { describe, expect, test } from 'vitest';
import { mediaIn } from '../../../../main/runs/gateway/media.ts';

const PNG = 'data:image/png;base64,iVBORw0KGgo=';
const dataOf = (bytes: number) => `data:image/png;base64,${Buffer.alloc(bytes).toString('base64')}`;
const links = (text: string) => mediaIn(text).map(({ source }) => (source.kind === 'link' ? source.url : source.kind));

describe('pictures a result offers', () => {
  test('links of the web, as Markdown images', () => {
    expect(mediaIn('Here: ![a cat](https://example.org/cat.png "Cat") and more')).toEqual([
      { type: 'image', source: { kind: 'link', url: 'https://example.org/cat.png' } },
    ]);
  });

  test.each([
    ['![](http://example.org/a)', ['http://example.org/a']],
    ['![x](<https://example.org/a>)', ['https://example.org/a']],
    ['![x](https://example.org/a_(b).png)', ['https://example.org/a_(b).png']],
    ['![x](https://example.org/a(b', []],
    [
      '![x](https://example.org/a?b=1&c=2)\n![y](https://example.org/d)',
      ['https://example.org/a?b=1&c=2', 'https://example.org/d'],
    ],
    ['![x](https://e.org/a) ![x](https://e.org/a)', ['https://e.org/a']],
    ['[![x](https://e.org/a)](https://e.org/page)', ['https://e.org/a']],
  ])('%s', (text, urls) => {
    expect(links(text)).toEqual(urls);
  });

  test('data images, with their size', () => {
    const media = [{ type: 'image', source: { kind: 'data', dataUrl: PNG, bytes: 8 } }];
    expect(mediaIn(`![made for you](${PNG})`)).toEqual(media);
    expect(mediaIn(`\n${PNG}\n`)).toEqual(media);
  });
});

test.each([
  'no picture [link](https://example.org/a.png) at all',
  '![x](javascript:alert(1))',
  '![x](file:///etc/passwd)',
  '![x](//example.org/a.png)',
  '![x](https://user:secret@example.org/a.png)',
  '![x](https://example.org/a.png',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x](data:text/html;base64,PGI+)',
  '![x](data:image/png;base64,not base64!)',
  '![x](data:image/png;base64,abc)',
  '![x](data:image/png;base64,)',
  `![x](https://example.org/${'a'.repeat(3_000)})`,
  'https://example.org/a.png',
])('nothing is offered of %j', (text) => {
  expect(mediaIn(text)).toEqual([]);
});

describe('limits', () => {
  test('at most 20 pictures', () => {
    const text = Array.from({ length: 50 }, (_, index) => `![x](https://e.org/${index})`).join('\n');
    expect(mediaIn(text)).toHaveLength(20);
  });

  test('a picture of more than 8 MiB stays in the text', () => {
    const exact = 8 * 1024 * 1024;
    expect(mediaIn(`![x](${dataOf(exact)})`)).toMatchObject([{ source: { bytes: exact } }]);
    expect(mediaIn(`![x](${dataOf(exact + 3)})`)).toEqual([]);
    expect(mediaIn(dataOf(exact + 3))).toEqual([]);
  });

  test('all pictures together are at most 16 MiB', () => {
    const text = [7, 6, 5, 3].map((size) => `![x](${dataOf(size * 1024 * 1024)})`).join('\n');
    const sizes = mediaIn(text).map(({ source }) => (source.kind === 'data' ? source.bytes / 1024 / 1024 : 0));
    expect(sizes).toEqual([7, 6, 3]);
  });

  test('ten million characters made to be searched again and again are looked through in passing', () => {
    const begun = performance.now();
    for (const bait of ['![', '![](', '![](<', '![](data:image/png;base64,', '![x](https://e.org/'])
      mediaIn(bait.repeat(Math.ceil(10_000_000 / bait.length)));
    // A search without bounds would take minutes.
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});
