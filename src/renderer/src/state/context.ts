import { createContext } from 'svelte'
import type { Workbench } from './workbench.svelte.ts'

/** The workbench of the window that a component stands in; throws outside one. */
export const [getWorkbench, setWorkbench] = createContext<Workbench>()
