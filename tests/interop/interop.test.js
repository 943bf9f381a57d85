'use strict'
// SDKs of others on both ends: as receiver and API client of the simulated WeCom, and as sender to our listener.

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { before, after, describe, it } = require('node:test')
const { start, run, send, control, freePort } = require('./programs')
const { Receiver } = require('./receiver')
const sdks = require('./sdks')

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kfdesk-interop-'))
after(() => fs.rmSync(folder, { recursive: true }))

const encryptOf = (request) => request.method === 'GET'
  ? request.query.get('echostr')
  : /<Encrypt><!\[CDATA\[([^\]]+)/.exec(request.body)[1]

describe('the simulated WeCom, seen by SDKs', () => {
  const receiver = new Receiver()
  let sandbox
  let identity
  let merchant

  before(async () => {
    const base = await receiver.listen()
    sandbox = await start('kfdesk-sandbox', ['--corps', '2', '--accounts', '3', '--seed', '11', '--callback', base])
    identity = sandbox.first
    receiver.serveFor(identity)
  })
  after(async () => {
    await sandbox?.stop()
    await receiver.close()
  })

  it('has its URL verification answered', async () => {
    const reply = await control(identity, 'verify')
    assert.equal(reply.callback_status, 200)
    assert.equal(reply.verified, true)
  })

  it('pushes a ticket that yields a suite_access_token', async () => {
    const reply = await control(identity, 'push-ticket')
    assert.equal(reply.callback_body, 'success')
    assert.match(await receiver.app.getSuiteAccessToken().getToken(), /.+/)
  })

  it('reports an authorisation that can be exchanged and used', async () => {
    const reply = await control(identity, 'authorize', { state: 'shop42', accounts: 2 })
    assert.equal(reply.callback_body, 'success')
    const event = receiver.events.at(-1)
    assert.equal(event.InfoType, 'create_auth')
    assert.equal(event.State, 'shop42')
    assert.deepEqual([event.ExtraInfo.AuthOpenKfIdList.OpenKfId].flat(), reply.open_kfids)

    const suiteToken = await receiver.app.getSuiteAccessToken().getToken()
    const exchanged = (await receiver.app.getHttpClient().request('post', 'cgi-bin/service/get_permanent_code', {
      params: { suite_access_token: suiteToken }, json: { auth_code: event.AuthCode }
    })).toObject()
    assert.ok(exchanged.auth_corp_info, JSON.stringify(exchanged))
    assert.equal(exchanged.auth_corp_info.corpid, reply.auth_corpid)
    merchant = { corpId: reply.auth_corpid, permanentCode: exchanged.permanent_code }

    const info = (await receiver.app.getHttpClient().request('post', 'cgi-bin/service/get_auth_info', {
      params: { suite_access_token: suiteToken },
      json: { auth_corpid: merchant.corpId, permanent_code: merchant.permanentCode }
    })).toObject()
    assert.equal(info.auth_corp_info.corp_name, reply.corp_name)
  })

  it('lists accounts and makes links for the corp token an SDK fetched', async () => {
    const client = await receiver.app.getAuthorizerClient(merchant.corpId, merchant.permanentCode)
    const list = (await client.request('post', 'cgi-bin/kf/account/list', { json: { offset: 0, limit: 100 } })).toObject()
    assert.equal(list.account_list.length, 2)
    const link = (await client.request('post', 'cgi-bin/kf/add_contact_way', {
      json: { open_kfid: list.account_list[0].open_kfid, scene: 'shop42' }
    })).toObject()
    assert.match(link.url, /^https:\/\/work\.weixin\.qq\.com\//)
  })

  it('takes the authorisation away', async () => {
    const reply = await control(identity, 'cancel', { auth_corpid: merchant.corpId })
    assert.equal(reply.callback_body, 'success')
    assert.equal(receiver.events.at(-1).InfoType, 'cancel_auth')
    assert.equal(receiver.events.at(-1).AuthCorpId, merchant.corpId)
    const answer = (await receiver.app.getHttpClient().request('post', 'cgi-bin/service/get_corp_token', {
      params: { suite_access_token: await receiver.app.getSuiteAccessToken().getToken() },
      json: { auth_corpid: merchant.corpId, permanent_code: merchant.permanentCode }
    })).toObject()
    assert.ok([40084, 48004].includes(answer.errcode), `errcode ${answer.errcode}`)
  })

  for (const [name, sdk] of Object.entries(sdks)) {
    it(`sends what ${name} opens`, () => {
      for (const request of receiver.requests) {
        const { message, id } = sdk.open(identity, request.query, encryptOf(request))
        if (request.method === 'POST') assert.match(message, /<SuiteId>/)
        if (id !== undefined) assert.equal(id, request.method === 'GET' ? identity.provider_corpid : identity.suite_id)
      }
    })
  }
})

describe('our listener, fed by SDKs', () => {
  const globals = ['--workspace', path.join(folder, 'workspace'), '--key-file', path.join(folder, 'key')]
  const receiver = new Receiver()
  let sandbox
  let identity
  let serve
  let url

  const note = (text) => `<xml><SuiteId><![CDATA[${identity.suite_id}]]></SuiteId>` +
    '<InfoType><![CDATA[share_agent_change]]></InfoType>' +
    `<TimeStamp>${Math.floor(Date.now() / 1000)}</TimeStamp><AppId><![CDATA[${text}]]></AppId></xml>`
  const events = async () => JSON.parse(await run('kfdeskctl', ['events', '--limit', '500', '--json', ...globals]))
  const deliver = (sdk, message, receiveId = identity.suite_id) => {
    const request = sdk.seal(identity, message, receiveId)
    return send('POST', `${url}?${request.query}`, request.body)
  }

  before(async () => {
    const base = await receiver.listen()
    sandbox = await start('kfdesk-sandbox', ['--corps', '5', '--accounts', '2', '--seed', '12', '--callback', base])
    identity = sandbox.first
    receiver.serveFor(identity)
    await run('kfdeskctl', ['component', 'add', '--from', '-', ...globals], JSON.stringify({ name: 'interop', ...identity }))
    serve = await start('kfdeskctl', ['serve', '--port', String(await freePort()), ...globals])
    url = serve.first.callbacks[identity.suite_id]
  })
  after(async () => {
    await serve?.stop()
    await sandbox?.stop()
    await receiver.close()
  })

  for (const [name, sdk] of Object.entries(sdks)) {
    describe(name, () => {
      it('verifies the URL with the exact plaintext', async () => {
        const echo = `echo-你好-${name}`
        const request = sdk.seal(identity, echo, identity.provider_corpid, true)
        assert.deepEqual(await send('GET', `${url}?${request.query}`), { status: 200, body: echo })
      })

      it('delivers messages of every length of padding', async () => {
        for (let extra = 0; extra < 32; ++extra) {
          const answer = await deliver(sdk, note(`${name}-${'x'.repeat(extra)}`))
          assert.deepEqual(answer, { status: 200, body: 'success' })
        }
      })

      it('is refused with another Token, key or receiveid', async () => {
        const wrong = [
          sdk.seal({ ...identity, token: 'another' }, note('t'), identity.suite_id),
          sdk.seal({ ...identity, encoding_aes_key: 'A'.repeat(43) }, note('k'), identity.suite_id),
          sdk.seal(identity, note('r'), 'wwsomebodyelse')
        ]
        const statuses = []
        for (const { query, body } of wrong) statuses.push((await send('POST', `${url}?${query}`, body)).status)
        assert.equal(statuses[0], 403)
        assert.ok([400, 403].includes(statuses[1]), `status ${statuses[1]}`) // garbage: where it breaks is chance
        assert.equal(statuses[2], 403)
      })

      it('brings an authorisation in', async () => {
        await control(identity, 'push-ticket')
        const state = `via${Object.keys(sdks).indexOf(name)}`
        const merchant = await control(identity, 'authorize', { state, accounts: 1 })
        // What the simulator sent to the other receiver, opened there and sealed anew by this SDK.
        const [sentTicket, sentAuth] = receiver.requests.slice(-2).map((request) =>
          sdk.open(identity, request.query, encryptOf(request)).message)
        assert.equal((await deliver(sdk, sentTicket)).body, 'success')
        assert.equal((await deliver(sdk, sentAuth)).body, 'success')

        // The work happens after the answer.
        let event
        do {
          event = (await events()).find((candidate) => candidate.state === state)
        } while (event.status === 'pending')
        assert.equal(event.status, 'done')
        const corps = JSON.parse(await run('kfdeskctl', ['corps', '--json', ...globals]))
        assert.deepEqual(corps.find((corp) => corp.auth_corpid === merchant.auth_corpid).states, [state])
      })
    })
  }

  it('stored each message once', async () => {
    const notes = (await events()).filter((event) => event.info_type === 'share_agent_change')
    assert.equal(notes.length, Object.keys(sdks).length * 32)
  })
})
