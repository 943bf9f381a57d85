'use strict'
// Our programs as processes, for tests that speak to them through SDKs of others.
// KFDESK_BIN_DIR holds the programs.

const { execFile, spawn } = require('node:child_process')
const http = require('node:http')
const net = require('node:net')
const path = require('node:path')
const readline = require('node:readline')

const programPath = (name) => path.join(process.env.KFDESK_BIN_DIR, name)

/** Starts a program whose first line on stdout is JSON; resolves to { first, stop() }. */
function start (name, args) {
  const child = spawn(programPath(name), args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const lines = readline.createInterface({ input: child.stdout })
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => resolve({ first: JSON.parse(line), stop }))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it said anything`)))
  })
}

/** Runs a program to its end; resolves to its stdout. */
function run (name, args, input = '') {
  return new Promise((resolve, reject) => {
    const child = execFile(programPath(name), args, (error, stdout, stderr) =>
      error ? reject(new Error(`${name} ${args[0]}: ${stderr}`)) : resolve(stdout))
    child.stdin.end(input)
  })
}

/** One HTTP request; resolves to { status, body }. */
function send (method, url, body = '') {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers: { 'Content-Length': Buffer.byteLength(body) } }, (response) => {
      const parts = []
      response.on('data', (part) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts).toString() }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** POST to a control endpoint of the simulator; resolves to its JSON. */
async function control (identity, name, body = {}) {
  return JSON.parse((await send('POST', `${identity.control}/${name}`, JSON.stringify(body))).body)
}

function freePort () {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

module.exports = { start, run, send, control, freePort }
