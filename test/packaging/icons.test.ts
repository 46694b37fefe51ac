import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ICNS_TYPES, ICO_SIZES, packBytes, writeIcns, writeIco } from '../../build/icon-containers.ts';
import { decodePng, type Pixels } from '../../build/png.ts';
import { ROOT } from '../run/electron-binary.ts';
import { resedit } from './tools.ts';

const ICONS = join(ROOT, 'build/icons');
const TRAY = join(ROOT, 'build/resources/tray');
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const pngs = new Map(SIZES.map((size) => [size, readFileSync(join(ICONS, `${size}x${size}.png`))]));

describe('application icon', () => {
  test.each(SIZES)('at %i pixels is the blue tile with the white letter and the green light', (size) => {
    const picture = decodePng(pngs.get(size) ?? Buffer.of());
    expect([picture.width, picture.height]).toEqual([size, size]);
    expect(share(picture, [0x25, 0x58, 0xcc, 255])).toBeGreaterThan(0.3);
    expect(share(picture, [255, 255, 255, 255])).toBeGreaterThan(0.05);
    expect(share(picture, [0xa9, 0xf0, 0xc6, 255])).toBeGreaterThan(0.005);
    // Rounded corners: the ground shows through.
    expect([...picture.rgba.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  });

  test('the file for Windows is made of these pictures, and an independent reader finds them', () => {
    const file = readFileSync(join(ROOT, 'build/icon.ico'));
    expect(file.equals(writeIco(pngs))).toBe(true);
    const { icons } = resedit.Data.IconFile.from(file);
    expect(icons.map(({ width, bitCount }) => [width || 256, bitCount])).toEqual(ICO_SIZES.map((size) => [size, 32]));
    expect(icons.map(({ data }) => ('isIcon' in data ? data.isIcon() : false))).toEqual(
      ICO_SIZES.map((size) => size !== 256), // bitmaps, and one PNG
    );
  });

  test('its bitmaps show the same pixels, from the bottom row up', () => {
    const file = readFileSync(join(ROOT, 'build/icon.ico'));
    const picture = decodePng(pngs.get(16) ?? Buffer.of());
    const start = file.readUInt32LE(6 + 12) + 40;
    const pixel = (x: number, y: number) => [...file.subarray(start + ((15 - y) * 16 + x) * 4).subarray(0, 4)];
    for (const [x, y] of [
      [0, 0],
      [8, 3],
      [11, 4],
      [5, 9],
    ] as const) {
      const [red, green, blue, alpha] = picture.rgba.subarray((y * 16 + x) * 4);
      expect(pixel(x, y)).toEqual([blue, green, red, alpha]);
    }
  });

  test('the file for macOS holds every size under its type', () => {
    const file = readFileSync(join(ROOT, 'build/icon.icns'));
    expect(file.equals(writeIcns(pngs))).toBe(true);
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    const blocks = blocksOf(file.subarray(8));
    expect(blocks.map(({ type }) => type)).toEqual(ICNS_TYPES.map(({ type }) => type));
    for (const [index, { size, format }] of ICNS_TYPES.entries()) {
      const data = blocks[index]?.data ?? Buffer.of();
      const wanted = decodePng(pngs.get(size) ?? Buffer.of());
      const shown = format === 'png' ? decodePng(data).rgba : unpackArgb(data, size);
      expect(Buffer.from(shown).equals(Buffer.from(wanted.rgba))).toBe(true);
    }
  });

  test('run lengths say what they were made of', () => {
    const bytes = fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 300 })), { maxLength: 20 });
    fc.assert(
      fc.property(bytes, (runs) => {
        const original = Uint8Array.from(runs.flatMap(([value, count]) => new Array<number>(count).fill(value)));
        expect([...unpack(packBytes(original), original.length).bytes]).toEqual([...original]);
      }),
    );
  });
});

describe('PNG files', () => {
  const header = (colourType: number) => Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, colourType, 0, 0, 0]);
  const png = (colourType: number, rows: readonly (readonly number[])[]) =>
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      ...[['IHDR', header(colourType)] as const, ['IDAT', deflateSync(Buffer.from(rows.flat()))] as const].map(
        ([type, body]) => {
          const length = Buffer.alloc(4);
          length.writeUInt32BE(body.length);
          return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
        },
      ),
    ]);

  // Each row predicts from its left, upper and upper-left neighbours: values worked out by hand.
  test.each([
    {
      filter: 'left',
      rows: [
        [1, 10, 20, 30, 1, 2, 3],
        [1, 5, 5, 5, 0, 0, 0],
      ],
      wanted: [10, 20, 30, 11, 22, 33, 5, 5, 5, 5, 5, 5],
    },
    {
      filter: 'above',
      rows: [
        [0, 10, 20, 30, 1, 2, 3],
        [2, 1, 1, 1, 9, 9, 9],
      ],
      wanted: [10, 20, 30, 1, 2, 3, 11, 21, 31, 10, 11, 12],
    },
    {
      filter: 'average',
      rows: [
        [0, 10, 20, 30, 1, 2, 3],
        [3, 1, 1, 1, 2, 2, 2],
      ],
      wanted: [10, 20, 30, 1, 2, 3, 6, 11, 16, 5, 8, 11],
    },
    {
      filter: 'Paeth',
      rows: [
        [0, 10, 20, 30, 40, 2, 3],
        [4, 1, 1, 1, 2, 2, 2],
      ],
      wanted: [10, 20, 30, 40, 2, 3, 11, 21, 31, 42, 4, 5],
    },
  ])('are read with the filter $filter', ({ rows, wanted }) => {
    const { rgba } = decodePng(png(2, rows));
    expect([...rgba].filter((_, index) => index % 4 !== 3)).toEqual(wanted);
    expect([...rgba].filter((_, index) => index % 4 === 3)).toEqual([255, 255, 255, 255]);
  });

  test('of another kind are refused', () => {
    expect(() => decodePng(png(3, []))).toThrow('8-bit RGB');
    expect(() => decodePng(Buffer.from('GIF89a'))).toThrow('Not a PNG');
  });
});

describe('tray icons', () => {
  const states = ['offline', 'ok', 'problem', 'waiting', 'working'];
  const files = readdirSync(TRAY);

  test('are there for every state and ground, in both sizes', () => {
    const names = states.flatMap((state) => ['-on-dark', '-on-light', 'Template'].map((ground) => `${state}${ground}`));
    // The badge lies over a taskbar button, which only Windows has.
    const wanted = [...names, 'badge-on-dark', 'badge-on-light'].flatMap((name) => [`${name}.png`, `${name}@2x.png`]);
    expect(files.toSorted()).toEqual(wanted.toSorted());
    for (const file of files) expect(tray(file).width).toBe(file.includes('@2x') ? 32 : 16);
  });

  test('for macOS are black with transparency: the system colours them', () => {
    for (const file of files.filter((name) => name.includes('Template'))) {
      const coloured = pixelsOf(tray(file)).filter(([red, green, blue, alpha]) => alpha > 0 && red + green + blue > 0);
      expect({ file, coloured }).toEqual({ file, coloured: [] });
    }
  });

  test('show each state by its shape, not by its colour alone', () => {
    const shapes = states.map((state) =>
      pixelsOf(tray(`${state}Template.png`))
        .map(([, , , alpha]) => alpha)
        .join(),
    );
    expect(new Set(shapes).size).toBe(states.length);
  });

  test('can be told from the ground they are drawn for', () => {
    const light = (state: string, ground: string) => {
      const drawn = pixelsOf(tray(`${state}-on-${ground}.png`)).filter(([, , , alpha]) => alpha > 64);
      expect(drawn.length).toBeGreaterThan(30);
      return drawn.reduce((sum, [red, green, blue]) => sum + (red + green + blue) / 3, 0) / drawn.length;
    };
    for (const state of states) {
      expect(light(state, 'dark')).toBeGreaterThan(140);
      expect(light(state, 'light')).toBeLessThan(115);
    }
  });

  function tray(file: string): Pixels {
    return decodePng(readFileSync(join(TRAY, file)));
  }
});

type Pixel = [red: number, green: number, blue: number, alpha: number];

function pixelsOf({ width, height, rgba }: Pixels): Pixel[] {
  return Array.from({ length: width * height }, (_, index) => [...rgba.subarray(index * 4, index * 4 + 4)] as Pixel);
}

/** Part of the pixels that have exactly this colour. A million pixels are compared as numbers. */
function share({ rgba }: Pixels, colour: Pixel): number {
  const numbers = new Uint32Array(Uint8Array.from(rgba).buffer);
  const [wanted] = new Uint32Array(Uint8Array.from(colour).buffer);
  return numbers.reduce((count, number) => (number === wanted ? count + 1 : count), 0) / numbers.length;
}

function blocksOf(data: Buffer): { type: string; data: Buffer }[] {
  const blocks = [];
  for (let at = 0; at < data.length; at += data.readUInt32BE(at + 4))
    blocks.push({
      type: data.toString('latin1', at, at + 4),
      data: data.subarray(at + 8, at + data.readUInt32BE(at + 4)),
    });
  return blocks;
}

function unpackArgb(data: Buffer, size: number): Uint8Array {
  expect(data.toString('latin1', 0, 4)).toBe('ARGB');
  const rgba = new Uint8Array(size * size * 4);
  let at = 4;
  for (const offset of [3, 0, 1, 2]) {
    const { bytes, read } = unpack(data.subarray(at), size * size);
    for (const [index, value] of bytes.entries()) rgba[index * 4 + offset] = value;
    at += read;
  }
  expect(at).toBe(data.length);
  return rgba;
}

function unpack(packed: Uint8Array, length: number): { bytes: Uint8Array; read: number } {
  const bytes: number[] = [];
  let read = 0;
  while (bytes.length < length) {
    const control = packed[read] ?? 0;
    if (control < 128) {
      bytes.push(...packed.subarray(read + 1, read + 2 + control));
      read += control + 2;
    } else {
      bytes.push(...new Array<number>(control - 125).fill(packed[read + 1] ?? 0));
      read += 2;
    }
  }
  return { bytes: Uint8Array.from(bytes), read };
}
