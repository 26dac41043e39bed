// A server that takes PORT, or not with a second argument. node moves.mjs DEFAULT_PORT [fixed]
import http from 'node:http'

const [usual, fixed] = process.argv.slice(2)
const port = Number((!fixed && process.env.PORT) || usual)

http.createServer((request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html' })
    .end(`<!doctype html><title>${request.headers.host}</title><p>moves`)
}).listen(port, 'localhost', () => console.log(`moves on http://localhost:${port}/`))
