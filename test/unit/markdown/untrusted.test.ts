import { describe, expect, it } from 'vitest';
import { imageSource, isRasterDataUrl, linkAddress } from '../../../renderer/markdown/address.ts';
import { stripped, visible } from '../../../renderer/markdown/visible.ts';
import { elementsOf, textOf } from './html.ts';
import { markup, tree } from './render.tsx';

const PNG = 'data:image/png;base64,iVBORw0KGgo=';

describe('links', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'java&#x73;cript:alert(1)',
    'javascript&colon;alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'file://server/share',
    'ftp://server/file',
    'halext://ask?text=x',
    'halext-app://ui/index.html',
    'blob:https://a.example/1',
    '//evil.example/x',
    '/relative',
    '#anchor',
    'https://',
    'mailto:',
  ])('%j stays text', (target) => {
    for (const text of [
      `[press](<${target}>)`,
      `[press](${target})`,
      `[press][a]\n\n[a]: <${target}>`,
      `<${target}>`,
    ]) {
      expect(elementsOf(tree(text)).filter(({ name }) => name === 'a')).toEqual([]);
    }
  });

  it.each([
    ['https://EXAMPLE.org:443/a b', 'https://example.org/a%20b', 'example.org'],
    ['http://localhost:8080', 'http://localhost:8080/', 'localhost:8080'],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/', 'evil.example'],
    ['https://аpple.com/', 'https://xn--pple-43d.com/', 'xn--pple-43d.com'],
    ['mailto:a%20b@example.org', 'mailto:a%20b@example.org', 'a b@example.org'],
  ])('%j leads somewhere, and says where', (target, href, host) => {
    expect(linkAddress(target)).toEqual({ href, host });
  });

  it('begin their tooltip with the host, whatever their title says', () => {
    expect(markup('[bank.example](https://evil.example/x "https://bank.example")')).toContain(
      'title="evil.example\nhttps://evil.example/x\nhttps://bank.example"',
    );
  });

  it('cannot be turned round by a direction override', () => {
    const [link] = elementsOf(tree('[a\u202egpj.exe](https://example.org/ "\u202eno\u2066")')).filter(
      (each) => each.name === 'a',
    );
    expect(textOf([link ?? ''])).toBe('a[U+202E]gpj.exe');
    expect(link?.attributes.title).toBe('example.org\nhttps://example.org/\nno');
  });
});

describe('pictures', () => {
  it('are not loaded by themselves', () => {
    const html = markup('![beacon](https://evil.example/b.png?id=1) ![two][r]\n\n[r]: http://evil.example/c.gif');
    expect(html).not.toContain('<img');
    expect(html.match(/Load image/g)).toHaveLength(2);
    expect(html).toContain('<span class="md-host">evil.example</span>');
  });

  it('are shown when they are raster data', () => {
    expect(markup(`![dot](${PNG})`)).toContain(`<img class="md-picture" src="${PNG}" alt="dot"`);
  });

  it.each([
    'data:image/svg+xml;base64,PHN2Zy8+',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'data:text/html;base64,PGI+',
    'data:image/png,plain',
    'javascript:alert(1)',
    'file:///a.png',
    'mailto:a@b.example',
    'relative.png',
  ])('%j is refused', (target) => {
    expect(imageSource(target)).toEqual({ kind: 'refused' });
    expect(markup(`![x](<${target}>)`)).not.toMatch(/<img|Load image/);
    expect(isRasterDataUrl(target)).toBe(false);
  });

  it('in a link are text: a button cannot stand in a link', () => {
    const html = markup('[![badge](https://ci.example/b.svg)](https://ci.example)');
    expect(html).toContain('<a class="md-link"');
    expect(html).not.toContain('<button');
  });
});

describe('raw HTML', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <img src=x onerror=alert(1)> b',
    '<svg/onload=alert(1)>',
    '<style>*{display:none}</style>',
    '<iframe src="https://evil.example"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<form action=https://evil.example><input></form>',
    '<!-- hidden --> shown',
    '<br onclick=alert(1)>',
  ])('%j is shown as it was written', (text) => {
    const shown = tree(text);
    expect(textOf(shown)).toBe(text);
    expect(elementsOf(shown).every(({ name }) => name === 'p')).toBe(true);
  });
});

describe('control characters', () => {
  it('are written out in text and code', () => {
    expect(visible('a\u0007b\u001bc\u0085\u202e\u2066d\u007f\u0000')).toBe(
      'a\u2407b\u241bc[U+0085][U+202E][U+2066]d\u2421\ufffd',
    );
    expect(textOf(tree('`a\u202e`\n\n```\nif (x\u2066) {\n```'))).toMatch(/\[U\+202E\].*\[U\+2066\]/s);
    expect(textOf(tree('&#x202e;'))).toBe('[U+202E]');
    expect(textOf(tree('<b>\u202e</b>'))).toBe('<b>[U+202E]</b>');
  });

  it('are taken out of tooltips and alternatives', () => {
    expect(stripped('a\u202eb\u0000c')).toBe('abc');
    expect(markup(`![a\u202eb](${PNG})`)).toContain('alt="ab"');
  });

  it('leave what honest text needs', () => {
    const text = 'tab\tline\nשלום\u200f می\u200cخواهم 👩\u200d🔬';
    expect(visible(text)).toBe(text);
  });
});
