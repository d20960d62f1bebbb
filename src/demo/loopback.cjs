// Preloaded into the Playground, which listens on every interface and has no option for it: here it may only listen
// on this machine.
const { Server } = require('node:net')

const listen = Server.prototype.listen
Server.prototype.listen = function (...given) {
  const [first, ...rest] = given
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) {
    const back = rest.find((value) => typeof value === 'function')
    return listen.call(this, { port: Number(first), host: '127.0.0.1' }, back)
  }
  if (typeof first === 'object' && first !== null && 'port' in first) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  }
  return listen.apply(this, given)
}

// Whoever started us holds the other end of this pipe. When it closes, even by a kill, nobody needs us any more.
process.stdin.on('close', () => process.exit(0))
process.stdin.resume()
