'use client'
import { useEffect } from 'react'
import { Greeting } from './greeting.js'
import { total } from './cart.js'

export default function Page() {
  useEffect(() => { setTimeout(() => total({ items: [{}] }), 50) }, [])
  return <Greeting />
}
