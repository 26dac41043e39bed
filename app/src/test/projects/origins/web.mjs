// A page that knows its own server and its API by their absolute addresses, as many do.
// node web.mjs PORT API_PORT
import crypto from 'node:crypto'
import http from 'node:http'

const [port, apiPort] = process.argv.slice(2).map(Number)
const own = `http://localhost:${port}`
const api = `http://localhost:${apiPort}`

const page = `<!doctype html>
<html><head><meta charset="utf-8"><title>origins</title>
<script type="importmap">{"imports": {"lib": "${own}/lib.js"}}</script>
<link rel="stylesheet" crossorigin href="${own}/style.css">
<script type="module" src="${own}/main.js"></script>
</head><body><img srcset="${own}/dot.svg 1x, ${own}/dot.svg 2x" src="${own}/dot.svg"></body></html>`

// No attribute: the import cannot be seen by a tokenizer.
const blocked = `<!doctype html><html><head><title>blocked</title>
<script type="module">import '${own}/lib.js'; window.imported = 1</script></head><body></body></html>`

const main = `
import { name } from 'lib'
const api = '${api}'
const send = (method, url, body) => new Promise(resolve => {
  const xhr = new XMLHttpRequest()
  xhr.open(method, url)
  xhr.setRequestHeader('Content-Type', 'application/json')
  xhr.onloadend = () => resolve(xhr.status + ' ' + xhr.responseText)
  xhr.send(body)
})
const first = (source, type) => new Promise(resolve => {
  source.addEventListener(type, e => { source.close(); resolve(String(e.data)) })
  source.addEventListener('error', () => resolve('failed'))
})
const attempt = work => Promise.resolve().then(work).catch(e => 'failed: ' + e)
window.results = (async () => ({
  lib: name,
  style: await attempt(() => getComputedStyle(document.body).color),
  get: await attempt(async () => (await fetch(api + '/data', { credentials: 'include' })).text()),
  request: await attempt(async () => (await fetch(new Request(new URL(api + '/data')))).text()),
  preflight: await attempt(() => send('PUT', api + '/data', '{}')),
  own: await attempt(async () => (await fetch('${own}/lib.js')).status),
  events: await attempt(() => first(new EventSource(api + '/events'), 'message')),
  socket: await attempt(() => first(new WebSocket('ws://localhost:${port}/socket'), 'message')),
  foreign: await attempt(async () => (await fetch(api + '/nobody')).text()).then(t => t.slice(0, 6)),
}))()`

const files = {
  '/': ['text/html', page],
  '/blocked': ['text/html', blocked],
  '/done': ['text/html', '<!doctype html><title>done</title><p>signed in'],
  '/main.js': ['text/javascript', main],
  '/lib.js': ['text/javascript', "export const name = 'lib of its own origin'"],
  '/style.css': ['text/css', 'body { color: rgb(1, 2, 3) }'],
  '/dot.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
}

const server = http.createServer((request, response) => {
  const path = request.url.split('?')[0]
  if (path === '/login') {
    response.writeHead(302, { Location: `//localhost:${apiPort}/session` }).end()
  } else if (path === '/host') {
    response.writeHead(200, { 'Content-Type': 'text/html' })
      .end(`<!doctype html><title>host</title><a id=self href="http://${request.headers.host}/">${request.headers.host}</a>`)
  } else if (files[path]) {
    response.writeHead(200, { 'Content-Type': files[path][0] }).end(files[path][1])
  } else {
    response.writeHead(404).end()
  }
})

// Answers with one frame, to its own origin only.
server.on('upgrade', (request, socket) => {
  if (request.headers.origin !== own) {
    console.log('refused ' + request.headers.origin)
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
    return
  }
  const accept = crypto.createHash('sha1')
    .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')
    .digest('base64')
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${accept}\r\n\r\n`)
  socket.write(Buffer.concat([Buffer.from([0x81, 5]), Buffer.from('hello')]))
  socket.on('error', () => {})
})
server.listen(port, 'localhost', () => console.log(`web on ${own}/`))
