import type { Plot } from '../../../../shared/domain/evidence.ts'
import { PRINT_THEME, type PlotTheme } from './plotTheme.ts'
import { plotScene } from './plotScene.ts'
import { boxPath, px, type LegendEntry, type Scene, type Shape, type TextShape } from './scene.ts'
import { markerPath } from './markShapes.ts'
import { textWidth, type TextRun } from './symbolRuns.ts'

const SANS = 'Helvetica, Arial, &quot;DejaVu Sans&quot;, sans-serif'
const SERIF = '&quot;Latin Modern Math&quot;, &quot;CMU Serif&quot;, &quot;Times New Roman&quot;, serif'
const LEGEND_LINE = 18

/** A figure as a file of its own: every style inside, no reference to the application, light colours by default. */
export function svgText(plot: Plot, theme: PlotTheme = PRINT_THEME, width = 640, height = 400): string {
  return sceneSvg(plotScene(plot, width, height), plot.title, plot.caption, theme)
}

/** Writes any drawing as SVG. */
export function sceneSvg(scene: Scene, title: string, caption: string, theme: PlotTheme = PRINT_THEME): string {
  const height = scene.height + (scene.legend.length > 0 ? LEGEND_LINE : 0)
  const { area } = scene
  const clipBox = { x: area.x - 5, y: area.y - 5, width: area.width + 10, height: area.height + 10 }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${scene.width}" height="${height}" viewBox="0 0 ${scene.width} ${height}" font-family="${SANS}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(caption)}</desc>`,
    `<clipPath id="area"><path d="${boxPath(clipBox)}"/></clipPath>`,
    `<rect width="${scene.width}" height="${height}" fill="${theme.paper}"/>`,
    ...scene.shapes.map((shape) => shapeSvg(shape, theme)),
    ...legendSvg(scene, theme),
    '</svg>\n'
  ].join('\n')
}

function shapeSvg(shape: Shape, theme: PlotTheme): string {
  if (shape.kind === 'text') return textSvg(shape, theme)
  const clip = shape.clip ? ' clip-path="url(#area)"' : ''
  const dash = shape.dash === null ? '' : ` stroke-dasharray="${shape.dash}"`
  const fill = shape.fill === null ? 'none' : theme[shape.fill]
  const stroke = shape.stroke === null ? '' : ` stroke="${theme[shape.stroke]}" stroke-width="${shape.width}"`
  return `<path d="${shape.d}" fill="${fill}"${stroke}${dash} stroke-linecap="round" stroke-linejoin="round"${clip}/>`
}

function textSvg({ x, y, anchor, runs, ink, size }: TextShape, theme: PlotTheme): string {
  const place = `x="${px(x)}" y="${px(y)}" text-anchor="${anchor}"`
  return `<text ${place} fill="${theme[ink]}" font-size="${size}">${runs.map((run, i) => runSvg(run, runs[i - 1], size)).join('')}</text>`
}

function runSvg(run: TextRun, before: TextRun | undefined, size: number): string {
  const content = escapeXml(run.text)
  const back = before?.style === 'subscript' ? ' dy="-3"' : ''
  switch (run.style) {
    case 'subscript':
      return `<tspan dy="3" font-size="${size - 2}">${content}</tspan>`
    case 'symbol':
      return `<tspan${back} font-family="${SERIF}" font-style="italic" font-size="${size + 2}">${content}</tspan>`
    case 'plain':
      return back === '' ? content : `<tspan${back}>${content}</tspan>`
  }
}

function legendSvg({ legend, area, height }: Scene, theme: PlotTheme): string[] {
  let x = area.x
  return legend.flatMap((entry) => {
    const start = x
    x += 34 + textWidth(entry.series, 11)
    const y = height + 8
    return [
      keySvg(entry, start, y, theme),
      `<text x="${px(start + 22)}" y="${y + 4}" fill="${theme['ink-2']}" font-size="11">${escapeXml(entry.series)}</text>`
    ]
  })
}

function keySvg({ style, form }: LegendEntry, x: number, y: number, theme: PlotTheme): string {
  const colour = theme[style.ink]
  switch (form) {
    case 'line':
      return `<path d="M${px(x)} ${y}h16" stroke="${colour}" stroke-width="1.75"${style.dash === null ? '' : ` stroke-dasharray="${style.dash}"`}/>`
    case 'points':
      return `<path d="${markerPath(style.marker)(x + 8, y)}" fill="${style.marker === 'ring' ? 'none' : colour}" stroke="${colour}"/>`
    case 'area':
      return `<path d="M${px(x)} ${y - 4}h16v8h-16Z" fill="${theme.band}" stroke="${colour}" stroke-width="0.5"/>`
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
