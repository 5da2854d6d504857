import type { Random } from '../../../src/worker/numeric/random.ts'
import type { MotionSystem } from '../../support/recordMotion.ts'

const between = (random: Random, low: number, high: number) => low + (high - low) * random.next()

const PENDULUM_1 =
  '(-(2*m1+m2)*g*sin(a) - m2*g*sin(a-2*b) - 2*sin(a-b)*m2*(w^2 + v^2*cos(a-b))) / (2*m1 + m2 - m2*cos(2*a-2*b))'
const PENDULUM_2 = '(2*sin(a-b)*(v^2*(m1+m2) + g*(m1+m2)*cos(a) + w^2*m2*cos(a-b))) / (2*m1 + m2 - m2*cos(2*a-2*b))'

function doublePendulum(m1: number, m2: number, g: number, equation: string): string {
  return equation.replaceAll('m1', String(m1)).replaceAll('m2', String(m2)).replaceAll(/\bg\b/g, String(g))
}

/** The systems that a method has to master, and unseen ones of the same kinds. */
export const MOTION_SYSTEMS: readonly MotionSystem[] = [
  {
    id: 'lorenz',
    equations: { x: '10*y - 10*x', y: '28*x - x*z - y', z: 'x*y-8/3*z' },
    start: (r) => [between(r, -8, 8), between(r, -8, 8), between(r, 20, 28)],
    duration: 8,
    points: 2001,
    trajectories: 4,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'lotkaVolterra',
    equations: { prey: '1.1*prey - 0.4*prey*foe', foe: '0.1*prey*foe - 0.4*foe' },
    start: (r) => [between(r, 3, 10), between(r, 2, 6)],
    duration: 30,
    points: 301,
    trajectories: 6,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'vanDerPol',
    equations: { x: 'v', v: '1.5*v - 1.5*x^2*v - x' },
    start: (r) => [between(r, -2, 2), between(r, -2, 2)],
    duration: 15,
    points: 301,
    trajectories: 6,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'doublePendulum',
    equations: { a: 'v', b: 'w', v: doublePendulum(1, 1, 9.81, PENDULUM_1), w: doublePendulum(1, 1, 9.81, PENDULUM_2) },
    start: (r) => [between(r, -2, 2), between(r, -2, 2), 0, 0],
    duration: 6,
    points: 601,
    trajectories: 8,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'fitzHughNagumo',
    equations: { v: 'v - v^3/3 - w + 0.5', w: '0.08*v + 0.056 - 0.064*w' },
    start: (r) => [between(r, -2, 2), between(r, -0.5, 1.5)],
    duration: 80,
    points: 801,
    trajectories: 5,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'lorenzOther',
    equations: { x: '14*y - 14*x', y: '35*x - x*z - y', z: 'x*y-2.2*z' },
    start: (r) => [between(r, -8, 8), between(r, -8, 8), between(r, 20, 28)],
    duration: 6,
    points: 1001,
    trajectories: 3,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'rossler',
    equations: { x: '-y-z', y: 'x+0.2*y', z: '0.2 + x*z - 5.7*z' },
    start: (r) => [between(r, -5, 5), between(r, -5, 5), between(r, 0, 1)],
    duration: 40,
    points: 1001,
    trajectories: 4,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'duffing',
    equations: { x: 'v', v: '-0.3*v + 1.2*x - 0.8*x^3 + u' },
    controls: { u: '0.5*cos(1.2*t)' },
    start: (r) => [between(r, -1.5, 1.5), between(r, -1, 1)],
    duration: 30,
    points: 601,
    trajectories: 4,
    noise: 0.01,
    options: { controls: 'u' } // prettier-ignore
  },
  {
    id: 'sir',
    equations: { S: '-0.0005*S*I', I: '0.0005*S*I - 0.1*I', R: '0.1*I' },
    start: (r) => [between(r, 700, 990), between(r, 5, 100), between(r, 0, 50)],
    duration: 60,
    points: 121,
    trajectories: 4,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'michaelisMenten',
    equations: { S: '-1.2*S/(0.5+S)' },
    start: (r) => [between(r, 1, 5)],
    duration: 5,
    points: 151,
    trajectories: 6,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'dampedPendulum',
    equations: { theta: 'omega', omega: '-0.25*omega - 4.9*sin(theta)' },
    start: (r) => [between(r, -2.8, 2.8), between(r, -1, 1)],
    duration: 12,
    points: 301,
    trajectories: 4,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'pendulumAngleOnly',
    equations: { theta: 'omega', omega: '-0.2*omega - 6*sin(theta)' },
    hidden: ['omega'],
    secondOrder: { theta: '-0.2*theta_dot - 6*sin(theta)' },
    start: (r) => [between(r, -2.8, 2.8), between(r, -1, 1)],
    duration: 10,
    points: 301,
    trajectories: 5,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'oneTrajectoryUneven',
    equations: { x: 'y', y: '-2.3*x - 0.15*y - 0.9*x^3' },
    start: () => [2, 0],
    duration: 20,
    points: 500,
    trajectories: 1,
    isUneven: true,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'lotkaVolterraNoisy',
    equations: { a: '0.7*a - 0.5*a*b', b: '0.3*a*b - 0.9*b' },
    start: (r) => [between(r, 1, 5), between(r, 0.5, 3)],
    duration: 20,
    points: 401,
    trajectories: 5,
    noise: 0.05 // prettier-ignore
  },
  {
    id: 'springInMilliseconds',
    equations: { x: 'v/1000', v: '-0.04*x - 0.0008*v' },
    hidden: ['v'],
    secondOrder: { x: '-0.00004*x - 0.0008*x_dot' },
    start: (r) => [between(r, -3, 3), between(r, -20, 20)],
    duration: 4000,
    points: 401,
    trajectories: 3,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'holling',
    equations: { n: 'n*(1-n/8) - 1.3*n*p/(1+0.6*n)', p: '0.7*n*p/(1+0.6*n) - 0.5*p' },
    start: (r) => [between(r, 0.5, 6), between(r, 0.3, 2)],
    duration: 30,
    points: 401,
    trajectories: 6,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'drivenUneven',
    equations: { x: 'v', v: 'u - x - 0.5*v - x^3' },
    controls: { u: '2*cos(1.3*t)' },
    start: () => [1, 0],
    duration: 30,
    points: 400,
    trajectories: 1,
    isUneven: true,
    noise: 0,
    options: { controls: 'u' } // prettier-ignore
  },
  {
    id: 'doublePendulumOther',
    equations: {
      a: 'v',
      b: 'w',
      v: doublePendulum(2, 0.7, 9.81, PENDULUM_1),
      w: doublePendulum(2, 0.7, 9.81, PENDULUM_2)
    },
    start: (r) => [between(r, -2.5, 2.5), between(r, -2.5, 2.5), 0, 0],
    duration: 6,
    points: 601,
    trajectories: 6,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'doublePendulumAnglesOnly',
    equations: { a: 'v', b: 'w', v: doublePendulum(1, 1, 9.81, PENDULUM_1), w: doublePendulum(1, 1, 9.81, PENDULUM_2) },
    hidden: ['v', 'w'],
    secondOrder: {
      a: doublePendulum(1, 1, 9.81, PENDULUM_1).replaceAll('v^2', 'a_dot^2').replaceAll('w^2', 'b_dot^2'),
      b: doublePendulum(1, 1, 9.81, PENDULUM_2).replaceAll('v^2', 'a_dot^2').replaceAll('w^2', 'b_dot^2')
    },
    start: (r) => [between(r, -2, 2), between(r, -2, 2), 0, 0],
    duration: 6,
    points: 1201,
    trajectories: 8,
    noise: 0.001 // prettier-ignore
  },
  {
    id: 'brusselator',
    equations: { x: '1 + x^2*y - 4*x', y: '3*x - x^2*y' },
    start: (r) => [between(r, 0.5, 3), between(r, 1, 4)],
    duration: 20,
    points: 601,
    trajectories: 4,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'toggleSwitch',
    equations: { p: '3/(1+q^2) - p', q: '2.5/(1+p^2) - q' },
    start: (r) => [between(r, 0, 4), between(r, 0, 4)],
    duration: 8,
    points: 201,
    trajectories: 8,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'kuramoto',
    equations: { f: '1 + 0.8*sin(g-f)', g: '1.7 - 0.8*sin(g-f)' },
    start: (r) => [between(r, 0, 6), between(r, 0, 6)],
    duration: 20,
    points: 401,
    trajectories: 4,
    noise: 0.002 // prettier-ignore
  },
  {
    id: 'kepler',
    equations: { x: 'u', y: 'w', u: '-1.3*x/(x^2+y^2)^1.5', w: '-1.3*y/(x^2+y^2)^1.5' },
    start: (r) => [between(r, 0.9, 1.2), 0, between(r, -0.1, 0.1), between(r, 0.9, 1.3)],
    duration: 12,
    points: 401,
    trajectories: 5,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'thrownWithDrag',
    equations: { x: 'u', y: 'w', u: '-0.12*u*sqrt(u^2+w^2)', w: '-9.81 - 0.12*w*sqrt(u^2+w^2)' },
    start: (r) => [0, 0, between(r, 3, 15), between(r, 3, 15)],
    duration: 2.5,
    points: 126,
    trajectories: 8,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'squareDamping',
    equations: { q: 'p', p: '-3*q - 0.4*p*abs(p)' },
    start: (r) => [between(r, -2, 2), between(r, -2, 2)],
    duration: 15,
    points: 301,
    trajectories: 4,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'gompertz',
    equations: { n: '0.9*n - 0.45*n*log(n)' },
    start: (r) => [between(r, 0.3, 12)],
    duration: 10,
    points: 151,
    trajectories: 6,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'lorenz96',
    equations: { a: '(b-d)*h - a + 6', b: '(c-h)*a - b + 6', c: '(d-a)*b - c + 6', d: '(h-b)*c - d + 6', h: '(a-c)*d - h + 6' }, // prettier-ignore
    start: (r) => Array.from({ length: 5 }, () => between(r, -2, 6)),
    duration: 10,
    points: 1001,
    trajectories: 4,
    noise: 0.01 // prettier-ignore
  },
  {
    id: 'cooling',
    equations: { T: '0.23*A - 0.23*T', A: '0' },
    start: (r) => [between(r, 20, 95), between(r, 5, 25)],
    duration: 15,
    points: 101,
    trajectories: 6,
    noise: 0.005 // prettier-ignore
  },
  {
    id: 'cartPole',
    equations: {
      s: 'v',
      v: '(u + 0.3*sin(h)*(0.5*w^2 - 9.81*cos(h)))/(1 + 0.3*sin(h)^2)',
      h: 'w',
      w: '(-2*u*cos(h) - 0.3*w^2*cos(h)*sin(h) + 25.506*sin(h))/(1 + 0.3*sin(h)^2)'
    },
    controls: { u: '3*sin(2.1*t) + 2*cos(3.7*t)' },
    start: (r) => [between(r, -1, 1), 0, between(r, 2, 4), between(r, -1, 1)],
    duration: 8,
    points: 801,
    trajectories: 5,
    noise: 0.01,
    options: { controls: 'u' } // prettier-ignore
  },
  { id: 'whiteNoise', equations: { x: '0', y: '0' }, isNull: 'whiteNoise', start: (r) => [r.normal(), r.normal()], duration: 10, points: 300, trajectories: 3, noise: 0 }, // prettier-ignore
  { id: 'randomWalk', equations: { x: '0', y: '0' }, isNull: 'randomWalk', start: () => [0, 0], duration: 10, points: 300, trajectories: 4, noise: 0 }, // prettier-ignore
  { id: 'meanReverting', equations: { x: '0', y: '0' }, isNull: 'meanReverting', start: (r) => [r.normal(), r.normal()], duration: 10, points: 300, trajectories: 4, noise: 0 } // prettier-ignore
]
