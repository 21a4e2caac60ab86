// A small site on loopback: serves the pages under test and stores events as the product does, one per id.

import { createServer } from 'node:http';

/** Starts the site. `files` maps a path to its bytes; `page` makes the HTML of every other path. */
export async function startSite({ files, page }) {
  const site = {
    stored: new Map(),
    posts: 0,
    repeated: 0,
    reports: [],
    headers: {},
    // Decides over a post before it is stored: a status and headers, or nothing to accept it.
    answer: () => undefined,
  };
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname } = new URL(request.url, 'http://loopback');
      const body = Buffer.concat(chunks).toString();
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
      if (pathname === '/report') {
        site.reports.push(body);
        response.end();
      } else if (request.method === 'POST') {
        receive(site, body, response);
      } else if (files[pathname]) {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(files[pathname]);
      } else {
        for (const name in site.headers) response.setHeader(name, site.headers[name]);
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(page(pathname));
      }
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  site.port = server.address().port;
  site.url = `http://127.0.0.1:${site.port}`;
  site.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return site;
}

function receive(site, body, response) {
  site.posts++;
  const refusal = site.answer(site.posts);
  if (refusal) {
    response.writeHead(refusal.status, refusal.headers);
    response.end();
    return;
  }
  const { events, ...single } = JSON.parse(body);
  for (const event of events ?? [single]) {
    if (site.stored.has(event.id)) site.repeated++;
    else site.stored.set(event.id, event);
  }
  response.end('{"status":"success"}');
}
