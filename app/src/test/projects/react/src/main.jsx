import { createRoot } from 'react-dom/client'
import { Greeting } from './Greeting.jsx'
import { total } from './cart.js'

createRoot(document.getElementById('root')).render(<Greeting />)
setTimeout(() => total({ items: [{}] }), 50)
