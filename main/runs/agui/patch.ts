import type { JsonPatch } from '@ag-ui/core';
import jsonPatch from 'fast-json-patch';
import { appError, fail, ok, type Result } from '../../errors.ts';

/** Names that lead out of the data into the language. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Applies a JSON Patch (RFC 6902), all of it or nothing. Neither the document nor what it shares with the result is
 * changed: only the containers on the way to each place are copied, so that a small patch of a large state is cheap.
 * Errors: `protocol` with reason `patch`.
 */
export function applyPatch(document: unknown, patch: JsonPatch): Result<unknown> {
  try {
    let result = document;
    for (const operation of patch) {
      const places = 'from' in operation ? [operation.from, operation.path] : [operation.path];
      if (places.some(isForbidden)) return fail(patchError(`${operation.op}: forbidden name`));
      for (const place of places) result = withOwnPath(result, segmentsOf(place));
      result = jsonPatch.applyOperation(result, { ...operation }, true, true, true).newDocument;
    }
    return ok(result);
  } catch (thrown) {
    return fail(patchError(thrown instanceof Error ? thrown.name : 'failed'));
  }
}

/** The places a patch touched, as JSON pointers that exist afterwards: of what was removed, its container. */
export function touched(document: unknown, patch: JsonPatch): string[] {
  const pointers = patch.flatMap((operation) => {
    switch (operation.op) {
      case 'test':
        return [];
      case 'remove':
        return [parentOf(operation.path)];
      default:
        return [operation.path.endsWith('/-') ? lastOf(document, parentOf(operation.path)) : operation.path];
    }
  });
  return [...new Set(pointers)];
}

export function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerOf(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function isForbidden(pointer: string): boolean {
  return segmentsOf(pointer).some((segment) => FORBIDDEN.has(segment));
}

/** The value with the containers along a path copied, as far as they are there. */
function withOwnPath(value: unknown, [segment, ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || segment === undefined) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length > 0 && Object.hasOwn(copy, segment)) {
    const own = copy as Record<string, unknown>;
    own[segment] = withOwnPath(own[segment], rest);
  }
  return copy;
}

const parentOf = (pointer: string) => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

function lastOf(document: unknown, pointer: string): string {
  let value = document;
  for (const segment of segmentsOf(pointer)) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[segment] : undefined;
  }
  return Array.isArray(value) && value.length > 0 ? `${pointer}/${value.length - 1}` : pointer;
}

function patchError(what: string) {
  return appError('protocol', `patch: ${what}`.slice(0, 120), { reason: 'patch' });
}
