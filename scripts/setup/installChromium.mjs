import { findChromium } from './findChromium.mjs'
import { runQuietly } from './runProcess.mjs'

const INSTALL = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']

/**
 * Looks for a browser, and on Debian installs its Chromium where that needs no password.
 * @returns {Promise<string | null>} why there is none, or null where there is one
 */
export async function installChromium(say) {
  if (findChromium()) return null
  const advice = 'install Chromium or Chrome, or name one in CHROMIUM_PATH'
  if (process.platform !== 'linux') return `no browser of the Chromium family was found: ${advice}`
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n']
  if ((await run([...asRoot, 'apt-get', '--version'])) !== 0)
    return `no browser, and no right to install one: ${advice}`
  say('Installing Chromium …')
  await run([...asRoot, 'apt-get', 'update'])
  await run([...asRoot, 'apt-get', ...INSTALL])
  return findChromium() ? null : `apt-get could not install Chromium: ${advice}`
}

async function run([command, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return (await runQuietly(command, args, { env })).code
}
