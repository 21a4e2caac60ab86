// A customer's shop on another origin, with the snippet exactly as the documentation prints it.

import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The documented snippet; only key and host are the customer's own. */
export function snippet(host: string, key: string): string {
  return `<script>
  window.dregs = window.dregs || function() {
    (window.dregs.q = window.dregs.q || []).push(arguments);
  };
  dregs('init', { key: '${key}' });
</script>
<script src="${host}/dregs.js" async></script>`;
}

/** Serves one page under every path. */
export class Shop {
  private constructor(
    private http: HttpServer,
    readonly url: string,
  ) {}

  static async open(html: () => string): Promise<Shop> {
    const http = createServer((request, response) => {
      const found = request.url !== '/favicon.ico';
      response.writeHead(found ? 200 : 204, { 'content-type': 'text/html; charset=utf-8' });
      response.end(found ? html() : '');
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    // Another name than the server's: another origin and another site.
    return new Shop(http, `http://localhost:${(http.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }
}

/** A whole page around a snippet, with calls the page makes before the script has arrived. */
export function shopPage(snippet: string, calls = ''): string {
  return `<!doctype html>
<html lang="en">
<head><title>Shop</title>${snippet}</head>
<body><h1>Shop</h1><button id="buy">Buy</button>
<script>${calls}</script>
</body>
</html>`;
}
