import { describe, expect, it } from 'vitest'
import { apply, constant, param, variable } from '../../../../src/shared/domain/expr.ts'
import { parse, parseTemplate } from '../../../../src/shared/expression/parse.ts'

const [x, y] = [variable('x'), variable('y')]

describe('parse', () => {
  it.each([
    ['3/2', constant(3, 2)],
    ['-4/6', constant(-2, 3)],
    ['2*pi', constant(2, 1, 'pi')],
    ['3*pi/2', constant(3, 2, 'pi')],
    ['exp(1)', constant(1, 1, 'e')],
    ['x^2^y', apply('pow', x, apply('pow', constant(2), y))],
    ['-x^2', apply('neg', apply('pow', x, constant(2)))],
    ['-x*y', apply('neg', apply('mul', x, y))],
    ['-3*x', apply('mul', constant(-3), x)],
    ['2^-x', apply('pow', constant(2), apply('neg', x))],
    ['x - y - 1', apply('sub', apply('sub', x, y), constant(1))],
    ['ln(x)', apply('log', x)],
    ['arcsin(x)', apply('asin', x)],
    ['pow(x, 3)', apply('pow', x, constant(3))],
    ['x ** 2 × y', apply('mul', apply('pow', x, constant(2)), y)],
    ['`odd name` + θ_1', apply('add', variable('odd name'), variable('θ_1'))],
    ['1.5e-3', constant(0.0015)]
  ])('reads %s', (text, expected) => {
    expect(parse(text)).toEqual(expected)
  })

  it('makes fitted numbers of decimals only when asked to', () => {
    expect(parse('2.5*x^2', { decimalsAreParams: true })).toEqual(
      apply('mul', param(2.5), apply('pow', x, constant(2)))
    )
  })

  it('prefers a column called e or pi to the constant', () => {
    expect(parse('e*pi', { columns: ['e'] })).toEqual(apply('mul', variable('e'), constant(1, 1, 'pi')))
  })

  it.each([
    ['', 1, 'expected a number'],
    ['x +', 4, 'found the end'],
    ['2x', 2, 'found "x"'],
    ['(x', 3, 'expected ")"'],
    ['sin x', 4, 'expected "("'],
    ['sine(x)', 1, 'did you mean sin?'],
    ['x + speeed', 5, 'did you mean speed?'],
    ['x + 1 $', 7, '"$" has no meaning'],
    ['`open', 1, 'closing back-quote'],
    ['('.repeat(5000), 201, 'too long'],
    ['x+'.repeat(5000), 2001, 'too long']
  ])('says where %j is at fault', (text, position, message) => {
    const read = () => parse(text, { columns: ['x', 'speed'] })
    expect(read).toThrow(message)
    expect(read).toThrow(expect.objectContaining({ code: 'badFormula', details: { position } }))
  })
})

describe('parseTemplate', () => {
  it('makes fitted numbers of unknown lower-case names and tells their names in order', () => {
    const { expr, names } = parseTemplate('c*a^n + 0.5', { columns: ['a', 'P'], decimalsAreParams: true })
    expect(expr).toEqual(apply('add', apply('mul', param(1), apply('pow', variable('a'), param(1))), param(0.5)))
    expect(names).toEqual(['c', 'n', null])
  })

  it.each([
    ['c*A', 'did you mean a?'],
    ['c*a + c', 'only once']
  ])('refuses %s', (text, message) => {
    expect(() => parseTemplate(text, { columns: ['a', 'P'] })).toThrow(message)
  })
})
