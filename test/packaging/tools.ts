/**
 * Libraries electron-builder brings along, loaded from its own place in the dependency tree: what reads a package here is
 * what wrote it.
 */
import { createRequire } from 'node:module';

const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const load = createRequire(fromBuilder.resolve('app-builder-lib'));

export const asar = load('@electron/asar') as typeof import('@electron/asar');
export const electronFuses = load('@electron/fuses') as typeof import('@electron/fuses');
export const plist = load('plist') as { parse(text: string): unknown; build(value: unknown): string };
export const yaml = load('js-yaml') as { load(text: string): unknown };
export const resedit = load('resedit') as typeof import('resedit');
