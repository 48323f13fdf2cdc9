import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import path from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Serves a folder over https on localhost only. Every answer asks for an agent cluster of its own, so that the grid and the pane,
 * served from two ports, run in separate threads. Resolves with the port in use (the wanted one, or the next free).
 */
export function serveFolder(folder, wantedPort, certificate) {
  const server = createServer(certificate, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://localhost');
    const file = path.normalize(path.join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
    const inside = file.startsWith(path.normalize(folder + path.sep));
    if (!inside || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('没有这个页面');
      return;
    }
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
      'origin-agent-cluster': '?1',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    let port = wantedPort;
    server.on('error', (error) => {
      if (error.code !== 'EADDRINUSE' || port >= wantedPort + 50) return reject(error);
      port += 1;
      server.listen(port, 'localhost');
    });
    server.on('listening', () => resolve({ port, close: () => server.close() }));
    server.listen(port, 'localhost');
  });
}
