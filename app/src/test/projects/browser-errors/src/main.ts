import { total, type Cart } from "./cart"

interface Actions {
  [name: string]: (argument: string) => unknown
}

const broken = {} as Cart

const actions: Actions = {
  handler: () => {
    const button = document.createElement("button")
    button.onclick = () => total(broken)
    button.click()
  },
  rejection: () => {
    Promise.resolve(broken).then(total)
  },
  console: () => {
    console.error("no price for %s", "book", { id: 7 })
  },
  fetchStatus: (status) => fetch("/api/" + status),
  fetchUrl: (url) => fetch(url).catch(() => "handled"),
  xhr: (url) => {
    const request = new XMLHttpRequest()
    request.open("PUT", url)
    request.send()
  },
  image: (url) => {
    document.body.append(Object.assign(new Image(), { src: url }))
  },
  aborted: () => {
    const abort = new AbortController()
    fetch("/api/200", { signal: abort.signal }).catch(() => "handled")
    abort.abort()
  },
  loop: () => {
    for (let i = 0; i < 1000; i++) console.error("again", i)
  },
}

Object.assign(window, { actions })
