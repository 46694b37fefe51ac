import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

export interface LocalServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts an HTTP server on a free loopback port. */
export async function serve(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener);
  return listening(server, 'http', () => server.closeAllConnections());
}

/** Waits until a server listens on loopback and answers its address. */
export async function listening(
  server: Server,
  scheme: string,
  dropAll = () => {},
  host = '127.0.0.1',
): Promise<LocalServer> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        dropAll();
      }),
  };
}
