// "node scripts/makeSamples.mjs": writes the made samples of the gallery into resources/samples, always the same bytes.
// What each of them is stands in the .md file beside it; the measured samples are kept as they are.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drudeEnergy } from '../src/worker/methods/surrogate/drudeOscillators.ts'
import { hartreeFockEnergy } from '../src/worker/methods/surrogate/hartreeFock.ts'

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

/** Two bodies on a line: `restitution(random)` is the ratio of the speeds of parting and of meeting. */
function collisions(seed, restitution) {
  const random = uniform(seed)
  const error = normal(random)
  const read = (value) => (value * (1 + 0.005 * error())).toFixed(5)
  return range(120, () => {
    const [m1, m2] = [0.2 + 1.8 * random(), 0.2 + 1.8 * random()].map((mass) => Number(mass.toFixed(3)))
    const [v1, v2] = [6 * random() - 3, 6 * random() - 3]
    const momentum = m1 * v1 + m2 * v2
    const parting = restitution(random) * (v2 - v1)
    const after = [(momentum + m2 * parting) / (m1 + m2), (momentum - m1 * parting) / (m1 + m2)]
    return [m1, m2, read(v1), read(v2), ...after.map(read)]
  })
}

/** States after equal steps of time by Runge and Kutta's fourth order, `fine` steps to each. */
function motion(rate, start, step, count, fine = 20) {
  const h = step / fine
  const ahead = (state, slope, by) => state.map((value, k) => value + by * slope[k])
  let state = start
  return range(count, () => {
    const now = state
    for (let i = 0; i < fine; i++) {
      const k1 = rate(state)
      const k2 = rate(ahead(state, k1, h / 2))
      const k3 = rate(ahead(state, k2, h / 2))
      const k4 = rate(ahead(state, k3, h))
      state = state.map((value, k) => value + (h / 6) * (k1[k] + 2 * k2[k] + 2 * k3[k] + k4[k]))
    }
    return now
  })
}

/** Rows `trajectory, t, states…` of several motions; `error` is relative to the spread of each state. */
function trajectories(seed, { rate, starts, step, count, error }) {
  const noise = normal(uniform(seed))
  const motions = starts.map((start) => motion(rate, start, step, count))
  const spreads = starts[0].map((_, k) => {
    const values = motions.flat().map((state) => state[k])
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  })
  return motions.flatMap((states, trajectory) =>
    states.map((state, i) => [
      trajectory + 1,
      Number((i * step).toFixed(6)),
      ...state.map((value, k) => (value + error * spreads[k] * noise()).toFixed(6))
    ])
  )
}

/** A pendulum of 0.5 m: angle and angular velocity. */
function pendulumMotion() {
  const starts = range(8, (i) => [0.3 + 0.25 * i, i % 2 === 0 ? 0 : 1.5])
  return trajectories(7, {
    rate: ([a, w]) => [w, (-G / 0.5) * Math.sin(a)],
    starts,
    step: 0.02,
    count: 120,
    error: 0.002
  })
}

/** Bodies around a star with G M = 1, at the end of their axis farthest from it or nearest to it. */
function orbits(random = uniform(8)) {
  const starts = range(8, () => {
    const angle = 2 * Math.PI * random()
    const [radius, speed] = [0.8 + 0.6 * random(), 0.8 + 0.35 * random()]
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    return [radius * c, radius * s, -speed * s, speed * c]
  })
  const rate = ([x, y, u, v]) => [u, v, -x / Math.hypot(x, y) ** 3, -y / Math.hypot(x, y) ** 3]
  return trajectories(9, { rate, starts, step: 0.06, count: 120, error: 0 })
}

/** Populations in thousands, time in years. */
function predatorPrey() {
  const starts = [[20, 5], [40, 10], [10, 15], [30, 25]] // prettier-ignore
  const rate = ([hares, lynx]) => [0.9 * hares - 0.06 * hares * lynx, 0.02 * hares * lynx - 0.6 * lynx]
  return trajectories(10, { rate, starts, step: 0.1, count: 150, error: 0.005 })
}

/** Fluxes J = L X of heat and charge in reduced units, L symmetric. */
function transport(error = normal(uniform(11))) {
  const read = (value) => value.toFixed(4)
  return range(60, () => {
    const [x1, x2] = [error(), error()].map((force) => Number(force.toFixed(4)))
    return [x1, x2, read(2 * x1 + 0.7 * x2 + 0.1 * error()), read(0.7 * x1 + 1.2 * x2 + 0.1 * error())]
  })
}

/** M = 485 kA/m · √(1 − T/T_c) below T_c = 627 K, and nothing above it. */
function magnet(error = normal(uniform(12))) {
  return range(160, (i) => {
    const temperature = 300 + 2.5 * i
    const order = temperature < 627 ? 485 * Math.sqrt(1 - temperature / 627) : 0
    return [temperature, (order + 1.5 * error()).toFixed(2)]
  })
}

/** A random direction. */
function direction(random) {
  const error = normal(random)
  const way = [error(), error(), error()]
  return way.map((value) => value / Math.hypot(...way))
}

/** A row of places in Å and an energy, and the molecule as it stands in the row. */
function moleculeRow(places, charge, energyOf) {
  const written = places.flat().map((value) => value.toFixed(4))
  const atoms = places.map((_, a) => Float64Array.from(written.slice(3 * a, 3 * a + 3), Number))
  const charges = new Float64Array(atoms.length).fill(charge)
  return [...written, energyOf({ atoms, charges, kinds: new Int32Array(atoms.length) })]
}

/** Two molecules of hydrogen, 1.8 to 5 Å apart along x, with bonds of 0.6 to 0.95 Å: energy in eV by Hartree and Fock. */
function hydrogen(random = uniform(13)) {
  const [bohr, hartree] = [0.529177210903, 27.211386245988]
  return range(500, () => {
    const apart = 1.8 + 3.2 * random()
    const halves = range(2, () => {
      const half = 0.3 + 0.175 * random()
      return direction(random).map((value) => half * value)
    })
    const places = halves.flatMap((half, m) =>
      [1, -1].map((side) => half.map((value, k) => (k === 0 ? m * apart : 0) + side * value))
    )
    return moleculeRow(places, 1, (molecule) => {
      const atoms = molecule.atoms.map((place) => place.map((value) => value / bohr))
      return (hartree * hartreeFockEnergy({ ...molecule, atoms })).toFixed(5)
    })
  })
}

/** Three atoms of argon, each 3.8 to 7 Å from the one before, the first two along x: energy in meV of coupled oscillators. */
function argon(random = uniform(14)) {
  const [polarisability, quantum] = [1.642, 18990] // Å³ and meV: that of the atom, and that which gives its C₆
  const rows = []
  while (rows.length < 400) {
    const [near, far] = [3.8 + 3.2 * random(), 3.8 + 3.2 * random()]
    const third = direction(random).map((value, k) => (k === 0 ? near : 0) + far * value)
    if (Math.hypot(...third) < 3.8) continue
    const energyOf = (molecule) => (quantum * drudeEnergy(molecule, polarisability)).toFixed(4)
    rows.push(moleculeRow([[0, 0, 0], [near, 0, 0], third], 18, energyOf))
  }
  return rows
}

/** A beam that has buckled, swinging about one of its two rests or across both, in natural units. */
function buckledBeam() {
  const starts = [[1.3, 0], [0.5, 0], [-1.35, 0], [0.3, 0.6], [-1, 0.9], [1.6, 0]] // prettier-ignore
  return trajectories(15, { rate: ([q, p]) => [p, q - q ** 3], starts, step: 0.15, count: 70, error: 0.005 })
}

/** The pendulum of 0.5 m under flashes 0.35 s apart, four in a swing. */
function strobe() {
  const starts = range(10, (i) => [0.3 + 0.2 * i, i % 2 === 0 ? 0 : -2])
  const rate = ([q, p]) => [p, (-G / 0.5) * Math.sin(q)]
  return trajectories(20, { rate, starts, step: 0.35, count: 20, error: 0.002 })
}

/** Forces in pN on a bead at places in µm: a trap pulls it to the middle, a charge there pushes it away. */
function trappedBead(random = uniform(17), error = normal(random)) {
  return range(200, () => {
    const [radius, angle] = [0.5 + 1.5 * random(), 2 * Math.PI * random()]
    const place = [radius * Math.cos(angle), radius * Math.sin(angle)].map((value) => Number(value.toFixed(4)))
    const push = 2 / Math.hypot(...place) ** 3 - 0.8
    return [...place, ...place.map((value) => (push * value + 0.01 * error()).toFixed(4))]
  })
}

/** Potential energy in meV of two ions at places in nm of a plane, with charges of one and two. */
function twoIons(random = uniform(18), error = normal(random)) {
  const coulomb = 1439.964548 // e²/(4π ε₀) in meV nm
  const rows = []
  while (rows.length < 200) {
    const places = range(4, () => Number((4 * random() - 2).toFixed(4)))
    const distance = Math.hypot(places[0] - places[2], places[1] - places[3])
    if (distance > 0.5) rows.push([...places, ((2 * coulomb) / distance) * (1 + 0.005 * error())].map((value, i) => (i < 4 ? value : value.toPrecision(5)))) // prettier-ignore
  }
  return rows
}

/** Sixteen spins of ±1 in a square whose sides meet, each coupled to its four neighbours: the energy, with an error. */
function spins(random = uniform(19), error = normal(random)) {
  return range(150, () => {
    const up = range(16, () => (random() < 0.5 ? -1 : 1))
    const right = (i) => up[4 * Math.floor(i / 4) + ((i + 1) % 4)]
    const energy = up.reduce((sum, spin, i) => sum - spin * (right(i) + up[(i + 4) % 16]), 0)
    return [...up, (energy + 0.1 * error()).toFixed(3)]
  })
}

write('fallingBall.csv', 't [s],y [m]', fallingBall())
write('pendulum.csv', 'l [m],T [s]', pendulum())
write('gas.csv', 'V [L],T [K],p [kPa]', gas())
write('stars.csv', 'M [M☉],L [L☉]', stars())
const COLLISION = 'm1 [kg],m2 [kg],v1_before [m/s],v2_before [m/s],v1_after [m/s],v2_after [m/s]'
write(
  'collisions.csv',
  COLLISION,
  collisions(5, () => 1)
)
write(
  'inelasticCollisions.csv',
  COLLISION,
  collisions(6, (random) => random())
)
write('pendulumMotion.csv', 'trajectory,t [s],a [rad],w [rad/s]', pendulumMotion())
write('orbits.csv', 'trajectory,t,x,y,u,v', orbits())
write('predatorPrey.csv', 'trajectory,t [yr],hares,lynx', predatorPrey())
write('transport.csv', 'X1,X2,J1,J2', transport())
write('magnet.csv', 'T [K],M [kA/m]', magnet())
const places = (count) => range(count, (a) => `x${a + 1} [Å],y${a + 1} [Å],z${a + 1} [Å]`).join()
write('hydrogen.csv', `${places(4)},E [eV]`, hydrogen())
write('argon.csv', `${places(3)},E [meV]`, argon())
write('buckledBeam.csv', 'trajectory,t,q,p', buckledBeam())
write('strobe.csv', 'trajectory,t [s],q [rad],p [rad/s]', strobe())
write('trappedBead.csv', 'x [µm],y [µm],Fx [pN],Fy [pN]', trappedBead())
write('twoIons.csv', 'x1 [nm],y1 [nm],x2 [nm],y2 [nm],U [meV]', twoIons())
write('spins.csv', `${range(16, (i) => `p${i + 1}`).join()},E`, spins())
