import { mount } from 'svelte'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/surfaces.css'
import App from './App.svelte'
import { browserDesk } from './state/desk.ts'
import { EngineLink } from './state/engineLink.ts'
import { storageMemory } from './state/memory.ts'
import { Workbench } from './state/workbench.svelte.ts'
import { desktop, openTransport } from './transport.ts'

const link = new EngineLink()
const workbench = new Workbench(link.api, {
  memory: storageMemory(localStorage),
  desk: browserDesk,
  isMac: desktop() ? desktop()?.platform === 'darwin' : /Mac|iPad|iPhone/.test(navigator.userAgent),
  cores: navigator.hardwareConcurrency,
  systemDark: matchMedia('(prefers-color-scheme: dark)')
})

/** Passes on an event of the shell as if it had come from the engine. */
function tell<Name extends keyof typeof workbench.events>(
  name: Name,
  args: Parameters<(typeof workbench.events)[Name]>
): void {
  const handle = workbench.events[name] as (...args: Parameters<(typeof workbench.events)[Name]>) => void
  handle(...args)
}

openTransport({
  opened(channel) {
    link.open(channel, workbench.events)
    if (workbench.health.connection !== 'ready') void workbench.open()
  },
  closed() {
    link.close()
    workbench.health.lose()
  },
  told: ({ name, args }) => tell(name, args)
})

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')
mount(App, { target, props: { workbench } })
