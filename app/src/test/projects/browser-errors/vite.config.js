// Answers /api/* with the status that its path names.
const api = {
  name: "api",
  configureServer(server) {
    server.middlewares.use("/api", (request, response) => {
      response.statusCode = Number(/\d{3}/.exec(request.url)[0])
      response.end("{}")
    })
  },
}

export default { plugins: [api] }
