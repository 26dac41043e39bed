import { greeting } from './greeting.js'
import { total } from './cart.js'

const show = () => { document.getElementById('greeting').textContent = greeting }
show()
setTimeout(() => total({ items: [{}] }), 50)
if (module.hot) module.hot.accept('./greeting.js', show)
