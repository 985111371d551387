// The reference network: directory, one server for accounts with its sign-in pages, and the part
// that counts and notifies. Says where it listens as one line of JSON, and ends on SIGTERM.
import './loopback.mjs'
import { flushCompileCache } from 'node:module'
import { TestNetwork } from '@atproto/dev-env'

const port = (name) => Number(process.env[name])
const network = await TestNetwork.create({
  dbPostgresSchema: 'bsky',
  plc: { port: port('PLC_PORT') },
  pds: {
    port: port('PDS_PORT'),
    hostname: 'localhost',
    enableDidDocWithSession: true,
    rateLimitsEnabled: true,
  },
  bsky: { port: port('APPVIEW_PORT'), publicUrl: `http://localhost:${port('APPVIEW_PORT')}` },
  ozone: { port: port('OZONE_PORT') },
})
console.log(JSON.stringify({ ready: true }))
flushCompileCache() // it will be killed, and the next run starts sooner
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => network.close().finally(() => process.exit(0)))
}
