/** A rectangle in pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedLabel {
  readonly index: number
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly box: Box
}

/** Text height above and below the baseline, in font sizes. */
const ASCENT = 0.8
const DESCENT = 0.22

/** Box that a text covers when it is drawn at (x, y) with this anchor. */
export function textBox(x: number, y: number, anchor: PlacedLabel['anchor'], width: number, fontSize: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { x: left, y: y - ASCENT * fontSize, width, height: (ASCENT + DESCENT) * fontSize }
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/**
 * Places labels beside their points where they cover nothing; a label without a free place is left out.
 * Each label tries right below, left above, right above, left below, above and below, in that order.
 * `obstacles` are boxes to keep clear (markers, other labels); placed labels become obstacles for the next.
 */
export function placeLabels(
  anchors: readonly { readonly index: number; readonly x: number; readonly y: number; readonly width: number }[],
  fontSize: number,
  frame: Box,
  obstacles: readonly Box[]
): readonly PlacedLabel[] {
  const taken = [...obstacles]
  const placed: PlacedLabel[] = []
  const gap = 7
  for (const { index, x, y, width } of anchors) {
    const middle = y + 0.35 * fontSize
    const places = [
      { x: x + gap, y: middle + 8, anchor: 'start' },
      { x: x - gap, y: middle - 8, anchor: 'end' },
      { x: x + gap, y: middle - 8, anchor: 'start' },
      { x: x - gap, y: middle + 8, anchor: 'end' },
      { x, y: y - gap, anchor: 'middle' },
      { x, y: y + gap + ASCENT * fontSize, anchor: 'middle' }
    ] as const
    for (const place of places) {
      const box = textBox(place.x, place.y, place.anchor, width, fontSize)
      if (!inside(box, frame) || taken.some((other) => overlaps(box, other))) continue
      taken.push(box)
      placed.push({ index, ...place, box })
      break
    }
  }
  return placed
}

function inside(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  )
}
