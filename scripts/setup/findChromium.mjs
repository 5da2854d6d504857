import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where browsers of the Chromium family are installed, by platform. */
const PLACES = {
  linux: [],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`
  ),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter(Boolean)
    .flatMap((folder) =>
      ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((name) =>
        join(folder, name)
      )
    )
}
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/** Path of the machine's own Chromium, or CHROMIUM_PATH where that is set; undefined where there is none. */
export function findChromium() {
  const folders = process.platform === 'linux' ? (process.env.PATH ?? '').split(delimiter) : []
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)))
  return [process.env.CHROMIUM_PATH, ...onPath, ...(PLACES[process.platform] ?? [])].find(
    (path) => path && existsSync(path)
  )
}
