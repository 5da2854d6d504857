import { describe, expect, it } from 'vitest'
import { escapeLatex, latexUnit, portableLatex } from '../../../../../src/worker/io/export/latexText.ts'

describe('latexText', () => {
  it.each([
    ['50% & #1_x', '50\\% \\& \\#1\\_x'],
    ['a\\b^c~d', 'a\\textbackslash{}b\\textasciicircum{}c\\textasciitilde{}d'],
    ['{x} < "y"', "\\{x\\} \\textless{} ''y''"],
    ['3 ± 1 $', '3 $\\pm$ 1 \\$'],
    ['2.5×10⁻¹² m²', '2.5×10$^{-12}$ m$^{2}$']
  ])('escapes %s', (text, expected) => {
    expect(escapeLatex(text)).toBe(expected)
  })

  it.each([
    ['d AU^(-3/2)', '\\mathrm{d}\\,\\mathrm{AU}^{-3/2}'],
    ['m/s²', '\\mathrm{m}\\,\\mathrm{s}^{-2}'],
    ['µm', '\\mathrm{{\\mu}m}'],
    ['furlongs (!)', '\\mathrm{furlongs\\ (!)}'],
    ['1', ''],
    [null, '']
  ])('sets the unit %s', (unit, expected) => {
    expect(latexUnit(unit)).toBe(expected)
  })

  it.each([
    ['naïve', 'naïve'],
    ['Δ ☉', '\\ensuremath{\\Delta} \\ensuremath{\\odot}'],
    ['Šibenik', 'Sibenik'],
    ['漢字 🙂', '?? ?'],
    ['a\u200bb', 'ab']
  ])('keeps of %s what pdflatex can set', (text, expected) => {
    expect(portableLatex(text)).toBe(expected)
  })
})
