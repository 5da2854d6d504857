import { join } from 'node:path'

/**
 * Folder of the user's data: LAWSMITH_DATA where it is set, else the place that the platform gives to a program's data.
 * An empty variable counts as not set, and so does a relative XDG_DATA_HOME, as its specification asks.
 */
export function dataFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string
): string {
  if (env.LAWSMITH_DATA) return env.LAWSMITH_DATA
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Lawsmith')
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Lawsmith')
  const base = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share')
  return join(base, 'lawsmith')
}
