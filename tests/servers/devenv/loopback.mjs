// Servers of this process listen on the loopback address only, whatever they ask for.
import net from 'node:net'

const HOST = '127.0.0.1'
const listen = net.Server.prototype.listen

net.Server.prototype.listen = function (...given) {
  const [first] = given
  const ready = given.find((word) => typeof word === 'function')
  if (typeof first === 'object' && first !== null && 'port' in first) {
    return listen.call(this, { ...first, host: HOST }, ...given.slice(1))
  }
  if (typeof first === 'number' || /^\d+$/.test(String(first))) {
    return listen.apply(this, [{ port: Number(first), host: HOST }, ready].filter(Boolean))
  }
  if (first === undefined || typeof first === 'function') {
    return listen.apply(this, [{ port: 0, host: HOST }, ready].filter(Boolean))
  }
  return listen.apply(this, given)
}
