import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type LocalServer, listening } from './local-server.ts';

export interface ConnectProxy extends LocalServer {
  /** First lines of what it was asked, `CONNECT host:port` or `GET http://…`. */
  readonly seen: string[];
  /** The `Proxy-Authorization` of each. */
  readonly authorizations: (string | undefined)[];
}

export interface ConnectProxyOptions {
  /** The one address it hears; 127.0.0.1 unless said otherwise. */
  readonly host?: string;
  /** Where every tunnel leads, whatever host was asked for. */
  readonly port: number;
  /** The only `Proxy-Authorization` that is let through. */
  readonly wants?: string;
  /** What a refusal names in `Proxy-Authenticate`. */
  readonly schemes?: string;
}

/** A proxy on loopback that tunnels, and answers plain requests itself. */
export async function startConnectProxy(options: ConnectProxyOptions): Promise<ConnectProxy> {
  const { port, host, wants, schemes = 'Basic realm="the house"' } = options;
  const seen: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const admits = (request: IncomingMessage): boolean => {
    seen.push(`${request.method} ${request.url}`);
    const given = request.headers['proxy-authorization'];
    authorizations.push(given);
    return wants === undefined || given === wants;
  };
  const proxy = createServer((request, response) => {
    if (admits(request)) response.end('through the proxy');
    else response.writeHead(407, { 'proxy-authenticate': schemes }).end('who are you?');
  });
  const tunnels = new Set<Duplex>();
  proxy.on('connect', (request: IncomingMessage, socket) => {
    tunnels.add(socket);
    socket.on('error', () => {});
    if (!admits(request)) {
      const head = `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${schemes}\r\n`;
      socket.end(`${head}Content-Length: 12\r\n\r\nwho are you?`);
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
  // A tunnel is no connection of the server's any more.
  const dropAll = () => {
    proxy.closeAllConnections();
    for (const tunnel of tunnels) tunnel.destroy();
  };
  const server = await listening(proxy, 'http', dropAll, host);
  return { ...server, seen, authorizations };
}
