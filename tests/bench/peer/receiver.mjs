// What a provider usually runs: Node's http server and the npm package @wecom/crypto. It checks the signature, decrypts
// and keeps the message in memory; with a file name it also appends it there and flushes the disk before it answers.
//
// usage: node receiver.mjs TOKEN ENCODING_AES_KEY [FILE]
import { createServer } from "node:http";
import { fdatasync, openSync, write } from "node:fs";
import wecom from "@wecom/crypto";

const [token, key, file] = process.argv.slice(2);
const kept = new Array(10_000);
let count = 0;
const descriptor = file ? openSync(file, "a") : -1;

function store(message, done) {
  kept[count++ % kept.length] = message;
  if (descriptor < 0) return done();
  write(descriptor, message + "\n", (failed) => (failed ? done(failed) : fdatasync(descriptor, done)));
}

function answer(response, status, text) {
  response.writeHead(status, { "Content-Type": "text/plain", "Content-Length": text.length });
  response.end(text);
}

function receive(request, body, response) {
  const query = new URLSearchParams(request.url.slice(request.url.indexOf("?") + 1));
  const encrypt = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(body)?.[1];
  if (!encrypt) return answer(response, 400, "");
  const signature = wecom.getSignature(token, query.get("timestamp"), query.get("nonce"), encrypt);
  if (signature !== query.get("msg_signature")) return answer(response, 403, "");
  const { message, id } = wecom.decrypt(key, encrypt);
  if (!message.includes(id)) return answer(response, 403, "");
  store(message, (failed) => (failed ? answer(response, 503, "") : answer(response, 200, "success")));
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => receive(request, Buffer.concat(chunks).toString(), response));
});
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${server.address().port}` }));
});
process.on("SIGTERM", () => process.exit(0));
