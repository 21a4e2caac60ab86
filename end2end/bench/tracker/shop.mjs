// A small shop with the documented snippet. Its pages tell the bench where their targets are, so that a visitor
// without any channel into the browser can still find them.

import { once } from 'node:events';
import { createServer } from 'node:http';

const VIEWS = {
  '/': '<p>Three good things.</p><a id="lamp" href="/lamp">A lamp</a><a id="chair" href="/chair">A chair</a>',
  '/lamp': '<p>It shines.</p><button id="add">Add to cart</button><a id="next" href="/chair">Goes well with this chair</a>',
  '/chair': '<p>It stands.</p><button id="add">Add to cart</button><button id="cart" data-to="/cart">Open the cart</button>',
  '/cart': '<p>Two things.</p><button id="checkout" data-to="/checkout">Check out</button>',
  '/checkout':
    '<form id="form"><label>Name <input id="name" name="name" autocomplete="name"></label>' +
    '<label>Remark <input id="remark" name="remark"></label><button id="pay">Pay</button></form>',
  '/thanks': '<p>Thank you.</p>',
};

const STYLE =
  'body{font:18px sans-serif;margin:40px}a,button,label{display:block;margin:30px 0;width:260px;padding:12px}' +
  'input{font:inherit;width:240px;padding:6px}main{min-height:1600px}';

// Runs in the page. Who shops is in the address of the first page and kept for the tab.
function pageScript() {
  const who = new URLSearchParams(location.search).get('as');
  if (who) sessionStorage.setItem('as', who);
  const as = sessionStorage.getItem('as');
  dregs('identify', as);
  dregs('track', 'page_view');
  document.addEventListener('click', ({ target }) => {
    if (target.localName !== 'button' || target.id === 'pay') return;
    dregs('track', target.id === 'add' ? 'add_to_cart' : 'open_' + target.id);
    if (target.dataset.to) setTimeout(() => (location.href = target.dataset.to), 100);
  });
  document.querySelector('#form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    dregs('track', 'order_placed');
    setTimeout(() => (location.href = '/thanks'), 100);
  });
  const tell = () => {
    const targets = {};
    for (const element of document.querySelectorAll('a, button, input')) {
      const { left, top, width, height } = element.getBoundingClientRect();
      targets[element.id] = { left, top, width, height, localName: element.localName };
    }
    const x = window.mozInnerScreenX ?? screenX;
    const y = window.mozInnerScreenY ?? screenY + outerHeight - innerHeight;
    const body = JSON.stringify({ as, path: location.pathname, targets, corner: { x, y } });
    if (window.fetch) fetch('/where', { method: 'POST', body });
  };
  addEventListener('load', () => setTimeout(tell));
  addEventListener('scroll', () => setTimeout(tell, 100));
}

const html = (host, options, view) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><title>Shop</title><style>${STYLE}</style>
<script>
  window.dregs = window.dregs || function() {
    (window.dregs.q = window.dregs.q || []).push(arguments);
  };
  dregs('init', ${options});
</script>
<script src="${host}/dregs.js" async></script>
</head>
<body><h1>Shop</h1><main>${view}</main><script>(${pageScript})()</script></body>
</html>`;

/** Opens the shop; `told(message)` hears where the targets of a page are. */
export async function openShop(host, key, told) {
  const captured = [];
  const http = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://shop');
    let body = '';
    for await (const chunk of request) body += chunk;
    if (pathname === '/where') told(JSON.parse(body));
    if (pathname === '/api/events') captured.push({ body, agent: request.headers['user-agent'] });
    if (request.method === 'POST') return response.end('{"status":"success"}');
    // Who comes to be captured posts to the shop itself, on all pages.
    if (searchParams.has('own')) response.setHeader('set-cookie', 'own=1');
    const own = searchParams.has('own') || /own=1/.test(request.headers.cookie);
    const options = `{ key: '${key}'${own ? ", endpoint: '/api'" : ''} }`;
    const view = VIEWS[pathname];
    response.writeHead(view ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(view ? html(host, options, view) : '');
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    /** What was posted to the shop's own address instead of the server's. */
    captured,
    // Another name than the server's: another site, and a secure one.
    url: `http://localhost:${http.address().port}`,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}
