/** The rows in sight: `count` from `first` on, the first one pushed up by `shift` pixels. */
export interface RowWindow {
  readonly first: number
  readonly count: number
  readonly shift: number
}

/**
 * Rows of equal height in sight of a scroller. Browsers cap the height of an element (33 554 428 px in Chromium,
 * 17 895 698 px in Firefox), so that the track may be shorter than all rows together: then a pixel of scrolling stands
 * for more than one pixel of rows, and the ends still meet.
 */
export function rowWindow(
  scrollTop: number,
  viewHeight: number,
  rows: number,
  rowHeight: number,
  trackHeight: number
): RowWindow {
  const full = rows * rowHeight
  const last = Math.max(0, full - viewHeight)
  const stretch = full > trackHeight ? last / Math.max(1, trackHeight - viewHeight) : 1
  const top = Math.min(last, Math.max(0, scrollTop * stretch))
  const first = Math.min(Math.floor(top / rowHeight), Math.max(0, rows - 1))
  const shift = top - first * rowHeight
  return { first, count: Math.min(rows - first, Math.ceil((viewHeight + shift) / rowHeight)), shift }
}

/** The tallest element that this browser draws, with a margin. */
export function measureTallest(parent: HTMLElement): number {
  const probe = document.createElement('div')
  probe.style.cssText = 'position:absolute;visibility:hidden;width:1px;height:100000000px'
  parent.append(probe)
  const height = probe.offsetHeight
  probe.remove()
  return 0.9 * height
}
