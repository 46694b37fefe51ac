import { readFileSync } from 'node:fs';
import { type Public, StrictObject } from '../emitter.ts';
import { strict } from '../strict.ts';

const PNG_SIZE_AT = 16;

/** A picture: the bytes of a file, not decoded. */
export class NativeImageDouble extends StrictObject implements Public<Electron.NativeImage, 'crop' | 'resize'> {
  readonly #bytes: Buffer;
  readonly #scales = new Map<number, Buffer>();
  #template: boolean;
  /** Where it was read from: for the double itself. */
  readonly _path: string;

  constructor(bytes: Buffer = Buffer.alloc(0), path = '') {
    super('NativeImage');
    this.#bytes = bytes;
    this._path = path;
    // macOS takes `nameTemplate.png` as a template image.
    this.#template = /Template(@\dx)?\.png$/.test(path);
  }

  isEmpty(): boolean {
    return this.toPNG().length === 0;
  }
  toPNG(): Buffer {
    return this.#bytes.length > 0 ? this.#bytes : ([...this.#scales.values()][0] ?? this.#bytes);
  }
  toJPEG(): Buffer {
    return this.toPNG();
  }
  toDataURL(): string {
    return `data:image/png;base64,${this.toPNG().toString('base64')}`;
  }
  getSize(): Electron.Size {
    const bytes = this.toPNG();
    if (bytes.length < PNG_SIZE_AT + 8) return { width: 0, height: 0 };
    return { width: bytes.readUInt32BE(PNG_SIZE_AT), height: bytes.readUInt32BE(PNG_SIZE_AT + 4) };
  }
  getAspectRatio(): number {
    const { width, height } = this.getSize();
    return height === 0 ? 1 : width / height;
  }
  getScaleFactors(): number[] {
    return [...(this.#bytes.length > 0 ? [1] : []), ...this.#scales.keys()];
  }
  addRepresentation({ scaleFactor = 1, buffer, dataURL }: Electron.AddRepresentationOptions): void {
    this.#scales.set(scaleFactor, buffer ?? fromDataUrl(dataURL ?? ''));
  }
  resize(): NativeImageDouble {
    return this;
  }
  crop(): NativeImageDouble {
    return this;
  }
  setTemplateImage(template: boolean): void {
    this.#template = template;
  }
  isTemplateImage(): boolean {
    return this.#template;
  }
  get isMacTemplateImage(): boolean {
    return this.#template;
  }
  set isMacTemplateImage(template: boolean) {
    this.#template = template;
  }

  static createEmpty(): NativeImageDouble {
    return new NativeImageDouble();
  }
  static createFromBuffer(bytes: Buffer): NativeImageDouble {
    return new NativeImageDouble(bytes);
  }
  static createFromDataURL(url: string): NativeImageDouble {
    return new NativeImageDouble(fromDataUrl(url));
  }
  static createFromPath(path: string): NativeImageDouble {
    try {
      return new NativeImageDouble(readFileSync(path), path);
    } catch {
      return new NativeImageDouble(undefined, path);
    }
  }
}

function fromDataUrl(url: string): Buffer {
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}

export const nativeImage = strict('nativeImage', NativeImageDouble);
