'use strict'
// The SDKs behind one shape: seal(identity, message, receiveId) → { query, body }, open(identity, query, encrypt) → text.

const wecom = require('@wecom/crypto')
const WXBizMsgCrypt = require('wechat-crypto')
const Encryptor = require('node-easywechat/dist/Core/Encryptor')

let count = 0
const freshNonce = () => `n${++count}x${process.pid}`
const now = () => String(Math.floor(Date.now() / 1000))

const envelope = (toUserName, encrypt) =>
  `<xml><ToUserName><![CDATA[${toUserName}]]></ToUserName><AgentID><![CDATA[]]></AgentID>` +
  `<Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`

/** The query of a request, percent-encoded once; `echostr` for the verification of a URL. */
function queryOf (signature, timestamp, nonce, echostr) {
  const parameters = { msg_signature: signature, timestamp, nonce }
  if (echostr !== undefined) parameters.echostr = echostr
  return Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
}

/** An SDK that encrypts and signs apart. */
function apart (encrypt, sign, decrypt) {
  return {
    seal (identity, message, receiveId, verification = false) {
      const timestamp = now()
      const nonce = freshNonce()
      const sealed = encrypt(identity, message, receiveId)
      const query = queryOf(sign(identity, timestamp, nonce, sealed), timestamp, nonce, verification ? sealed : undefined)
      return { query, body: verification ? '' : envelope(identity.suite_id, sealed) }
    },
    open (identity, query, encrypted) {
      const signature = sign(identity, query.get('timestamp'), query.get('nonce'), encrypted)
      if (signature !== query.get('msg_signature')) throw new Error('signature')
      return decrypt(identity, encrypted)
    }
  }
}

const bizMsgCrypt = (identity, id) => new WXBizMsgCrypt(identity.token, identity.encoding_aes_key, id)
const easy = (identity, id) => new Encryptor(id, identity.token, identity.encoding_aes_key)
const cdata = (xml, tag) => new RegExp(`<${tag}>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(xml)[1]

module.exports = {
  '@wecom/crypto': apart(
    (identity, message, id) => wecom.encrypt(identity.encoding_aes_key, message, id),
    (identity, timestamp, nonce, sealed) => wecom.getSignature(identity.token, timestamp, nonce, sealed),
    (identity, sealed) => wecom.decrypt(identity.encoding_aes_key, sealed)),

  'wechat-crypto': apart(
    (identity, message, id) => bizMsgCrypt(identity, id).encrypt(message),
    (identity, timestamp, nonce, sealed) => bizMsgCrypt(identity, 'x').getSignature(timestamp, nonce, sealed),
    (identity, sealed) => bizMsgCrypt(identity, 'x').decrypt(sealed)),

  // Seals into an envelope of its own, in which the elements of a reply stand beside Encrypt.
  'node-easywechat': {
    seal (identity, message, receiveId, verification = false) {
      const body = easy(identity, receiveId).encrypt(message, freshNonce(), now())
      const sealed = cdata(body, 'Encrypt')
      const query = queryOf(cdata(body, 'MsgSignature'), cdata(body, 'TimeStamp'), cdata(body, 'Nonce'),
        verification ? sealed : undefined)
      return { query, body: verification ? '' : body }
    },
    open (identity, query, encrypted) {
      const message = easy(identity, '').decrypt(encrypted, query.get('msg_signature'), query.get('nonce'), query.get('timestamp'))
      return { message }
    }
  }
}
