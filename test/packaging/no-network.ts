/** Loaded into every process that packages (`--import`): a package must come out without a single connection. */
import { Socket } from 'node:net';

Socket.prototype.connect = function refuse(): never {
  throw new Error('Packaging tried to reach the network.');
};
