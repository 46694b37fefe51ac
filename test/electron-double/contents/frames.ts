import { type Public, StrictEmitter } from '../emitter.ts';
import { originOf, toOutside } from '../schemes.ts';
import type { WebContentsDouble } from './web-contents.ts';

/** One frame of a page. */
export class FrameDouble
  extends StrictEmitter
  implements Public<Electron.WebFrameMain, 'parent' | 'top' | 'frames' | 'ipc'>
{
  readonly #contents: WebContentsDouble;
  readonly routingId = 1;
  readonly processId = 1;
  readonly frameTreeNodeId: number;
  parent: FrameDouble | null = null;
  /** Chromium's id and address of the frame, and the context of its preload world: for the double itself. */
  _id = '';
  _address = '';
  _context: number | undefined;

  constructor(contents: WebContentsDouble, index: number) {
    super('WebFrameMain');
    this.#contents = contents;
    this.frameTreeNodeId = index;
  }

  get url(): string {
    return toOutside(this._address);
  }
  get origin(): string {
    return originOf(this.url);
  }
  get top(): FrameDouble {
    return this.#contents.mainFrame;
  }
  get detached(): boolean {
    return this.#contents.isDestroyed();
  }
  isDestroyed(): boolean {
    return this.#contents.isDestroyed();
  }
  send(channel: string, ...args: unknown[]): void {
    this.#contents.send(channel, ...args);
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.#contents.executeJavaScript(code);
  }
}

/** The frames of a page, by Chromium's ids. The main frame stays the same object through every navigation. */
export class FrameTree {
  readonly main: FrameDouble;
  readonly #contents: WebContentsDouble;
  readonly #frames = new Map<string, FrameDouble>();

  constructor(contents: WebContentsDouble) {
    this.#contents = contents;
    this.main = new FrameDouble(contents, 1);
  }

  setMain(id: string): void {
    this.#frames.delete(this.main._id);
    this.main._id = id;
    this.#frames.set(id, this.main);
  }

  get(id: string): FrameDouble {
    const known = this.#frames.get(id);
    if (known) return known;
    const frame = new FrameDouble(this.#contents, this.#frames.size + 1);
    frame._id = id;
    frame.parent = this.main;
    this.#frames.set(id, frame);
    return frame;
  }

  attach(id: string, parentId: string): void {
    this.get(id).parent = this.#frames.get(parentId) ?? this.main;
  }

  remove(id: string): void {
    if (id !== this.main._id) this.#frames.delete(id);
  }

  ofContext(context: number): FrameDouble | undefined {
    return [...this.#frames.values()].find((frame) => frame._context === context);
  }

  forgetContext(context: number): void {
    const frame = this.ofContext(context);
    if (frame) frame._context = undefined;
  }
}
