import { describe, expect, it } from 'vitest'
import { latexName } from '../../../../src/shared/expression/latexName.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { printLatex } from '../../../../src/shared/expression/printLatex.ts'

const latex = (text: string) => printLatex(parse(text, { decimalsAreParams: true }))

describe('printLatex', () => {
  it.each([
    ['365.25688*a^(3/2)', '365.26\\,a^{3/2}'],
    ['c*x^-2*y', '\\frac{c\\,y}{x^{2}}'],
    ['G*m_1*m_2/r^2', '\\frac{G\\,m_{1}\\,m_{2}}{r^{2}}'],
    ['1/2*m*v^2', '\\frac{1}{2}\\,m\\,v^{2}'],
    ['x/2', '\\frac{x}{2}'],
    ['x^(1/2)', '\\sqrt{x}'],
    ['1/x^(1/2)', '\\frac{1}{\\sqrt{x}}'],
    ['cbrt(x + 1)', '\\sqrt[3]{x + 1}'],
    // x^(1/3) is undefined for negative x, the cube root is not
    ['x^(1/3)', 'x^{1/3}'],
    ['2.5*exp(-x/tau)', '2.5\\,e^{-x/\\tau}'],
    ['exp(-(x^2 + 1)/(2*sigma^2))', '\\exp\\left(-\\frac{x^{2} + 1}{2\\,\\sigma^{2}}\\right)'],
    ['sin(2*pi*x)^2', '\\sin^{2}(2\\pi\\,x)'],
    ['sin(x/y)', '\\sin\\left(\\frac{x}{y}\\right)'],
    ['log(x)/log10(y)', '\\frac{\\ln(x)}{\\log_{10}(y)}'],
    ['(a + b)*(c - d)', '(a + b)\\,(c - d)'],
    ['a - (b - c)', 'a - (b - c)'],
    ['a + (-2.5)*b', 'a - 2.5\\,b'],
    ['0.00123*x', '1.23\\times10^{-3}\\,x'],
    ['123456.7*x', '1.2346\\times10^{5}\\,x'],
    ['1.2e-5^x', '(1.2\\times10^{-5})^{x}'],
    ['3*2^x', '3 \\cdot 2^{x}'],
    ['-(x + y)', '-(x + y)'],
    ['abs((a + b)/c)', '\\left|\\frac{a + b}{c}\\right|'],
    ['(x/y)^2', '\\left(\\frac{x}{y}\\right)^{2}']
  ])('prints %s as %s', (text, expected) => {
    expect(latex(text)).toBe(expected)
  })

  it('rounds every parameter to its own digits, counted in parameter order', () => {
    // the factor is printed below the bar, yet it is parameter 1
    const expr = parse('1.23456*x^-2.34567', { decimalsAreParams: true })
    expect(printLatex(expr, { digits: [2, 4] })).toBe('\\frac{1.2}{x^{2.346}}')
  })

  it('writes names in place of values', () => {
    const expr = parse('0.5*a^1.5', { decimalsAreParams: true })
    expect(printLatex(expr, { paramNames: ['c', 'n'] })).toBe('c\\,a^{n}')
  })
})

describe('latexName', () => {
  it.each([
    ['P', 'P'],
    ['alpha', '\\alpha'],
    ['v1', 'v_{1}'],
    ['v_12', 'v_{12}'],
    ['x₁', 'x_{1}'],
    ['theta_max', '\\theta_{\\mathrm{max}}'],
    ['a_b_2', 'a_{b,2}'],
    ['speed', '\\mathrm{speed}'],
    ['µ', '\\mu'],
    ['Δv', '\\Delta v'],
    ['M☉', 'M_{\\odot}'],
    ['50% & #_', '\\mathrm{50\\%\\ \\&\\ \\#\\_}'],
    ['naïve', '\\mathrm{na\\text{ï}ve}']
  ])('prints %s as %s', (name, expected) => {
    expect(latexName(name)).toBe(expected)
  })
})
