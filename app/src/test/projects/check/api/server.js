import express from 'express'
import { list } from './books.js'

const app = express()
app.get('/api/books', (request, response) => response.json(list()))
app.listen(process.env.API_PORT, '127.0.0.1', () => {
  console.log(`api listening on http://127.0.0.1:${process.env.API_PORT}/`)
})
