// An https server with a self-signed certificate. node secure.mjs PORT KEY CERTIFICATE
import fs from 'node:fs'
import https from 'node:https'

const [port, key, cert] = process.argv.slice(2)
const own = `https://localhost:${port}`

https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(cert) }, (request, response) => {
  if (request.url === '/main.js') {
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end('window.loaded = document.cookie')
    return
  }
  response.writeHead(200, { 'Content-Type': 'text/html', 'Set-Cookie': 'a=1; Secure; SameSite=None' })
    .end(`<!doctype html><title>secure</title><script type="module" src="${own}/main.js"></script>`)
}).listen(Number(port), 'localhost', () => console.log(`secure on ${own}/`))
