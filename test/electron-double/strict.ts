/**
 * Wraps a stand-in so that asking for a member it lacks is an error instead of a silent `undefined`. Also evaluated as
 * text in the preload world, so it depends on nothing.
 */
export function strict<T extends object>(name: string, target: T): T {
  // What JavaScript itself, a promise, an inspector or a test runner asks of any object.
  const asked = ['then', 'toJSON', 'inspect', 'constructor', 'prototype', 'nodeType', 'asymmetricMatch', 'domain'];
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || key.startsWith('_') || asked.includes(key))
        return Reflect.get(object, key, receiver);
      throw new Error(`electron-double: ${name}.${key} is not implemented`);
    },
  });
}
