import type { EngineEvents } from './api.ts'

/** What the preload script offers the page in the Electron window; absent in a browser. */
export interface Desktop {
  readonly platform: 'linux' | 'darwin' | 'win32'
  /** Path of a file that was dropped or chosen, for `importPath`; empty for a file made in memory. */
  pathForFile(file: File): string
}

/**
 * What the preload posts into the page with `window.postMessage`: the engine's port in `event.ports[0]`, once at the start
 * and again after each restart of the engine, or an event of the shell. Take it only where `event.source` is the window.
 * The events of a restart come before the new port; the old port is dead then.
 */
export type DesktopMessage =
  | { readonly lawsmith: 'port' }
  | {
      [Name in keyof EngineEvents]: {
        readonly lawsmith: 'event'
        readonly name: Name
        readonly args: Parameters<EngineEvents[Name]>
      }
    }[keyof EngineEvents]
