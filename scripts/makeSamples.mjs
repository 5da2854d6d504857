// "node scripts/makeSamples.mjs": writes the made samples of the gallery into resources/samples, always the same bytes.
// What each of them is stands in the .md file beside it; the measured samples are kept as they are.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'resources', 'samples')
const G = 9.80665 // standard gravity, m/s²
const R = 8.314462618 // gas constant, J/(mol K)

/** Uniform numbers in [0, 1) by mulberry32 (Tommy Ettinger, public domain). */
function uniform(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Standard normal numbers by Box and Muller (1958). */
function normal(random) {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function write(fileName, header, rows) {
  writeFileSync(join(folder, fileName), [header, ...rows.map((row) => row.join(','))].join('\n') + '\n')
}

function range(count, value) {
  return Array.from({ length: count }, (_, i) => value(i))
}

function fallingBall(error = normal(uniform(1))) {
  return range(24, (i) => {
    const t = ((2 * i) / 23).toFixed(3)
    return [t, (20 - (G * t ** 2) / 2 + 0.01 * error()).toFixed(3)]
  })
}

function pendulum(error = normal(uniform(2))) {
  return range(18, (i) => {
    const l = (0.1 + 0.1 * i).toFixed(1)
    return [l, (2 * Math.PI * Math.sqrt(l / G) * (1 + 0.002 * error())).toFixed(4)]
  })
}

function gas(random = uniform(3), error = normal(random)) {
  return range(60, () => {
    const volume = (1 + 19 * random()).toFixed(3)
    const temperature = (250 + 200 * random()).toFixed(1)
    return [volume, temperature, (((R * temperature) / volume) * (1 + 0.005 * error())).toPrecision(5)]
  })
}

function stars(random = uniform(4), error = normal(random)) {
  return range(60, () => {
    const mass = (0.5 * 40 ** random()).toPrecision(4)
    return [mass, Number((mass ** 3.5 * Math.exp(0.05 * error())).toPrecision(4))]
  })
}

write('fallingBall.csv', 't [s],y [m]', fallingBall())
write('pendulum.csv', 'l [m],T [s]', pendulum())
write('gas.csv', 'V [L],T [K],p [kPa]', gas())
write('stars.csv', 'M [M☉],L [L☉]', stars())
