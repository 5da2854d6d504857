import { createSubscriber } from 'svelte/reactivity'

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 1000)
  return () => clearInterval(timer)
})

/** The time of day; read in a template or a derived value, it renews itself every second while it is shown. */
export function now(): number {
  subscribe()
  return Date.now()
}
