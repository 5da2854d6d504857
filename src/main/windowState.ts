import { readFileSync, writeFileSync } from 'node:fs'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the window was and how large; without a position the system chooses one. */
export interface WindowState {
  readonly bounds: Omit<Rectangle, 'x' | 'y'> & Partial<Rectangle>
  readonly isMaximized: boolean
}

const FIRST_STATE: WindowState = { bounds: { width: 1280, height: 800 }, isMaximized: false }
const MIN = { width: 640, height: 480 }

/** The state kept in a file, for a window that shows on one of the screens; else the first state. */
export function readWindowState(file: string, screens: readonly Rectangle[]): WindowState {
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as { bounds: Rectangle; isMaximized: boolean }
    const { x, y, width, height } = state.bounds
    const isSound = [x, y, width, height].every(Number.isFinite) && width >= MIN.width && height >= MIN.height
    return isSound && screens.some((screen) => overlaps(state.bounds, screen)) ? state : FIRST_STATE
  } catch {
    return FIRST_STATE // the first start, or a damaged file
  }
}

export function writeWindowState(file: string, state: WindowState) {
  writeFileSync(file, JSON.stringify(state))
}

/** True where enough of the title bar shows to be taken with the mouse. */
function overlaps(window: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  return across >= 100 && window.y >= screen.y && window.y <= screen.y + screen.height - 50
}
