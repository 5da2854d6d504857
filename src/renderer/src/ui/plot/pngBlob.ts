/** Draws an SVG file as PNG at `scale` pixels a unit: 3 gives about 290 dpi in a printed column. */
export async function pngBlob(svg: string, scale = 3): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.naturalWidth * scale)
    canvas.height = Math.round(image.naturalHeight * scale)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('this window cannot draw on a canvas')
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('the figure is too large for a PNG')) : resolve(blob)))
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}
