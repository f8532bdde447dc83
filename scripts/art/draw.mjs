// Draws the sample storyboard's pictures and the app icon, and plays its music into a file.
// Run: node scripts/art/draw.mjs [part of a file name ...]. Every run gives the same pixels and samples.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { addBloom, createCanvas, develop } from './canvas.mjs'
import { openRaster } from './raster.mjs'
import { paintIcon } from './icon.mjs'
import { recordMusic } from './music.mjs'
import { paintHarbour } from './pictures/harbour.mjs'
import { paintLighthouse } from './pictures/lighthouse.mjs'
import { paintCliffs } from './pictures/cliffs.mjs'
import { paintSunset } from './pictures/sunset.mjs'
import { paintValley } from './pictures/valley.mjs'
import { paintMoonrise } from './pictures/moonrise.mjs'

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url))
const WIDTH = 1920
const HEIGHT = 1080
const QUALITY = 88

const PICTURES = [
  { file: '1-harbour-at-dawn.jpg', paint: paintHarbour, bloom: { strength: 0.3 }, seed: 1000 },
  { file: '2-lighthouse-wakes.jpg', paint: paintLighthouse, bloom: { strength: 0.22, threshold: 0.7 }, seed: 2000 },
  { file: '3-gulls-over-the-cliffs.jpg', paint: paintCliffs, bloom: { strength: 0.2, threshold: 0.85 }, seed: 3000 },
  { file: '4-she-turns-to-the-sea.jpg', paint: paintSunset, bloom: { strength: 0.3 }, seed: 4000 },
  { file: '5-valley-slow-crane.jpg', paint: paintValley, bloom: { strength: 0.2, threshold: 0.85 }, seed: 5000 },
  { file: '6-moonrise-hold.jpg', paint: paintMoonrise, bloom: { strength: 0.3, threshold: 0.6 }, seed: 6000 },
]

async function drawPicture(raster, { file, paint, bloom, seed }) {
  const canvas = createCanvas(WIDTH, HEIGHT)
  paint(canvas, raster)
  addBloom(canvas, bloom)
  const bytes = raster.jpeg(develop(canvas, { seed }), WIDTH, HEIGHT, QUALITY)
  await writeFile(join(RESOURCES, 'sample/pictures', file), bytes)
  return bytes.length
}

async function main(parts) {
  const wanted = (file) => parts.length === 0 || parts.some((part) => file.includes(part))
  await mkdir(join(RESOURCES, 'sample/pictures'), { recursive: true })
  const raster = await openRaster()
  try {
    for (const picture of PICTURES.filter(({ file }) => wanted(file))) {
      const size = await drawPicture(raster, picture)
      console.log(`${picture.file}: ${Math.round(size / 1000)} kB`)
    }
    if (wanted('icon.png')) await writeFile(join(RESOURCES, 'icon.png'), paintIcon(raster))
  } finally {
    raster.close()
  }
  if (wanted('tide.m4a')) await recordMusic(join(RESOURCES, 'sample/tide.m4a'))
}

await main(process.argv.slice(2))
