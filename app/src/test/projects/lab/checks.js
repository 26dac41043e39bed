// Does what pages do and says what came of it, free of ports and times: the same behind a proxy.
window.checks = async function (megabytes) {
  const results = {}
  const check = async (name, work) => {
    try { results[name] = await work() } catch (e) { results[name] = 'failed: ' + e }
  }
  for (const coding of ['gzip', 'br', 'deflate', 'zstd']) {
    await check(coding, async () => {
      const text = await (await fetch('/' + coding)).text()
      return text.length + ' ' + text.slice(0, 8)
    })
  }
  await check('events', () => new Promise((resolve, reject) => {
    const source = new EventSource('/events')
    const seen = []
    source.onmessage = (event) => {
      seen.push(event.data + '/' + event.lastEventId)
      if (seen.length === 3) { source.close(); resolve(seen.join(' ')) }
    }
    source.onerror = () => reject(new Error('event source'))
  }))
  await check('socket', () => new Promise((resolve, reject) => {
    const socket = new WebSocket('ws://' + location.host + '/echo')
    socket.onopen = () => socket.send('hello there')
    socket.onmessage = (event) => { socket.close(); resolve(event.data) }
    socket.onerror = () => reject(new Error('socket'))
  }))
  await check('range', async () => {
    const answer = await fetch('/media.wav', { headers: { Range: 'bytes=100-199' } })
    return answer.status + ' ' + answer.headers.get('content-range') + ' '
      + (await answer.arrayBuffer()).byteLength
  })
  await check('seek', () => new Promise((resolve, reject) => {
    const audio = new Audio('/media.wav')
    audio.muted = true
    audio.onloadedmetadata = () => { audio.currentTime = 40 }
    audio.onseeked = () => resolve(Math.round(audio.duration) + ' at ' + audio.currentTime)
    audio.onerror = () => reject(new Error('media ' + audio.error.message))
    audio.load()
  }))
  await check('cookies', async () => {
    const answer = await fetch('/enter')
    return (await answer.text()) + ' ' + (new URL(answer.url).origin === location.origin)
      + ' ' + document.cookie
  })
  await check('upload', async () => {
    const part = new Uint8Array(1 << 20).map((_, i) => i * 31)
    const some = new Blob(Array(64).fill(part))
    const body = new Blob(Array(megabytes / 64).fill(some))
    return (await fetch('/upload', { method: 'POST', body })).text()
  })
  await check('missing', async () => (await fetch('/nowhere')).status)
  return results
}
