// A server that takes PORT, or not with a second argument. With `twice` it prints several URLs, also
// while it stops, and mentions its usual port. node moves.mjs DEFAULT_PORT [fixed | twice]
import http from 'node:http'

const [usual, how] = process.argv.slice(2)
const port = Number((how !== 'fixed' && process.env.PORT) || usual)

if (how === 'twice') {
  console.log(`usually on http://localhost:${usual}/`)
  process.on('SIGTERM', () => {
    console.log(`leaving http://localhost:${port}/ and http://127.0.0.1:${port}/admin`)
    setTimeout(() => process.exit(0), 300)
  })
}

http.createServer((request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html' })
    .end(`<!doctype html><title>${request.headers.host}</title><p>moves`)
}).listen(port, 'localhost', () => {
  console.log(`moves on http://localhost:${port}/`)
  if (how === 'twice') console.log(`admin on http://localhost:${port}/admin`)
})
