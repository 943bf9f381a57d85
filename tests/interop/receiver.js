'use strict'
// A service provider's server as others build it: node-easywechat's OpenWork application behind Node's http.

const http = require('node:http')
const OpenWork = require('node-easywechat/dist/OpenWork/Application')
const ServerRequest = require('node-easywechat/dist/Core/Http/ServerRequest')

/** The SDK's own cache is a file that outlives the process, and the simulator's identity with it. */
class MemoryCache {
  constructor () {
    this.values = new Map()
  }

  async get (key, fallback = null) {
    return this.values.get(key) ?? fallback
  }

  async set (key, value) {
    this.values.set(key, value)
    return true
  }
}

class Receiver {
  constructor () {
    this.requests = [] // { method, query, body }
    this.events = [] // decrypted by the SDK
    this.server = http.createServer((request, response) => this.answer(request, response))
  }

  listen () {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${this.server.address().port}`)))
  }

  close () {
    return new Promise((resolve) => this.server.close(resolve))
  }

  serveFor (identity) {
    this.app = new OpenWork({
      corp_id: identity.provider_corpid,
      provider_secret: 'not-used-by-a-component',
      suite_id: identity.suite_id,
      suite_secret: identity.suite_secret,
      token: identity.token,
      aes_key: identity.encoding_aes_key,
      http: { baseURL: `${identity.api_base}/`, throw: false }
    })
    this.app.setCache(new MemoryCache())
  }

  async answer (request, response) {
    const parts = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    this.requests.push({ method: request.method, query: new URL(request.url, 'http://x').searchParams, body: body.toString() })
    try {
      this.app.setRequest(new ServerRequest(request.method, request.url, request.headers, body))
      this.app.setServer(null) // the SDK's server is made for one request
      const reply = await this.app.getServer().with((message, next) => {
        this.events.push(message)
        return next(message)
      }).serve()
      response.writeHead(reply.getStatusCode())
      response.end(reply.getBody())
    } catch (error) {
      response.writeHead(500)
      response.end(error.message)
    }
  }
}

module.exports = { Receiver }
