// An API that allows exactly one origin. node api.mjs PORT WEB_PORT
import http from 'node:http'

const [port, webPort] = process.argv.slice(2).map(Number)
const allowed = `http://localhost:${webPort}`

http.createServer((request, response) => {
  if (request.url === '/session') {
    response.writeHead(302, { Location: `${allowed}/done` }).end()
    return
  }
  if (request.headers.origin !== allowed || request.url === '/nobody') {
    response.writeHead(403).end('not for ' + request.headers.origin)
    return
  }
  response.setHeader('Access-Control-Allow-Origin', allowed)
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'Access-Control-Allow-Methods': 'GET, PUT', 'Access-Control-Allow-Headers': 'content-type',
    }).end()
  } else if (request.url === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('data: event\n\n')
  } else {
    response.end(`${request.method} for ${request.headers.origin}`)
  }
}).listen(port, 'localhost', () => console.log(`api on http://localhost:${port}/`))
