// What dev servers do, in one: policies, encodings, events, sockets, uploads, ranges, cookies.
import crypto from 'node:crypto'
import http from 'node:http'
import fs from 'node:fs'
import zlib from 'node:zlib'

const checks = fs.readFileSync(new URL('checks.js', import.meta.url))
const text = 'the same text in every coding, '.repeat(200)
const media = wav(60)

// A frame of one uncompressed block: this Node has no encoder of its own.
function zstd(bytes) {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, 0, 0])
  head.writeUInt16LE(bytes.length - 256, 5)
  const block = Buffer.alloc(3)
  block.writeUIntLE((bytes.length << 3) | 1, 0, 3)
  return Buffer.concat([head, block, bytes])
}

function wav(seconds) {
  const rate = 8000
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + rate * seconds, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(rate * seconds, 40)
  return Buffer.concat([head, Buffer.alloc(rate * seconds, 128)])
}

const page = (head, body = '') =>
  `<!doctype html><html><head>${head}<title>lab</title></head><body>${body}</body></html>`
// The text nonce of a strict page is in the page alone; what it does is recorded in window.done.
const broken = 'window.done = 1; setTimeout(() => { missing.function() }, 50)'
const integrity = 'sha384-' + crypto.createHash('sha384').update(checks).digest('base64')

const policies = {
  '/strict': ["default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; base-uri 'none'",
    page('', `<script nonce="abc">${broken}</script>`)],
  '/self': ["default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src 'none'",
    page('', `<script>${broken}</script>`)],
  '/report': [null, page('', `<script>${broken}</script>`),
    { 'Content-Security-Policy-Report-Only': "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; connect-src 'none'" }],
  '/meta': [null, page(`<meta http-equiv="Content-Security-Policy" content="connect-src 'none'">`,
    `<script>${broken}</script>`)],
  '/trusted': ["require-trusted-types-for 'script'; trusted-types none",
    page('', `<script>${broken}</script>`), {
      'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }],
  '/integrity': [`script-src '${integrity}' 'unsafe-inline'`,
    page(`<script>window.isolated = 1</script>`,
      `<script src="/checks.js" integrity="${integrity}"></script>`)],
}

const server = http.createServer((request, response) => {
  const path = request.url.split('?')[0]
  const send = (body, headers = {}, status = 200) => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(body), ...headers })
    response.end(body)
  }
  if (policies[path]) {
    const [policy, body, more] = policies[path]
    const headers = { 'Content-Type': 'text/html; charset=utf-8', ...more }
    if (policy) headers['Content-Security-Policy'] = policy
    return send(body, headers)
  }
  switch (path) {
    case '/': return send(page('<script src="/checks.js"></script>'), { 'Content-Type': 'text/html' })
    case '/checks.js': return send(checks, { 'Content-Type': 'text/javascript' })
    case '/gzip': return send(zlib.gzipSync(text), { 'Content-Encoding': 'gzip' })
    case '/br': return send(zlib.brotliCompressSync(text), { 'Content-Encoding': 'br' })
    case '/deflate': return send(zlib.deflateSync(text), { 'Content-Encoding': 'deflate' })
    case '/zstd': return send(zstd(Buffer.from(text)), { 'Content-Encoding': 'zstd' })
    case '/gzip.html':
      return send(zlib.gzipSync(page(`<script>window.done = 1</script>`)),
        { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' })
    case '/events': {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      let sent = 0
      const timer = setInterval(() => {
        response.write(`id: ${++sent}\ndata: ${sent}\n\n`)
        if (sent === 3) clearInterval(timer)
      }, 50)
      return request.on('close', () => clearInterval(timer))
    }
    case '/upload': {
      let bytes = 0
      const hash = crypto.createHash('sha1')
      request.on('data', (part) => { bytes += part.length; hash.update(part) })
      return request.on('end', () => send(`${bytes} ${hash.digest('hex')}`))
    }
    case '/media.wav': {
      const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || '')
      if (!range) return send(media, { 'Content-Type': 'audio/wav', 'Accept-Ranges': 'bytes' })
      const from = Number(range[1])
      const to = range[2] ? Number(range[2]) : media.length - 1
      return send(media.subarray(from, to + 1), { 'Content-Type': 'audio/wav',
        'Content-Range': `bytes ${from}-${to}/${media.length}` }, 206)
    }
    case '/enter': {
      response.setHeader('Set-Cookie', ['seen=1; Domain=localhost; Path=/; HttpOnly; SameSite=Strict',
        'theme=dark; Path=/; Max-Age=60'])
      return send('', { Location: `http://${request.headers.host}/entered` }, 302)
    }
    case '/entered': return send(request.headers.cookie || 'none')
    case '/log': {
      console.log(`served with ${request.headers.traceparent}`)
      return send('logged')
    }
    case '/favicon.ico': return send('', { 'Content-Type': 'image/x-icon' })
    default: return send('not here', {}, 404)
  }
})

// RFC 6455, short text frames only.
server.on('upgrade', (request, socket) => {
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
    + `Sec-WebSocket-Accept: ${crypto.createHash('sha1').update(key).digest('base64')}\r\n\r\n`)
  socket.on('error', () => socket.destroy())
  socket.on('data', (frame) => {
    if ((frame[0] & 15) === 8) return socket.end(Buffer.from([0x88, 0]))
    const length = frame[1] & 127
    const mask = frame.subarray(2, 6)
    const said = frame.subarray(6, 6 + length).map((byte, i) => byte ^ mask[i % 4])
    socket.write(Buffer.concat([Buffer.from([0x81, length]), said]))
  })
})

server.listen(0, 'localhost', () => {
  console.log(`listening on http://localhost:${server.address().port}/`)
})
