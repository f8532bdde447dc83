import type { ImportRefusal } from './media-library'

const words: Readonly<Record<ImportRefusal, string>> = {
  notFound: 'The file is not there any more.',
  unreadable: 'The file can’t be read. It may be in use, or you may not have permission.',
  empty: 'The file is empty.',
  svg: 'SVG drawings can’t be used. Save it as PNG or JPEG first.',
  notMedia:
    'This is not a picture or a sound that can be used. Pictures: JPEG, PNG, WebP, AVIF, GIF, TIFF. Sound: MP3, M4A, WAV, FLAC, Ogg.',
  damaged: 'The file is damaged or not complete.',
  tooManyPixels: 'The picture is larger than 64 megapixels.',
  tooManyBytes: 'The file is too big: pictures can have 50 MB, sounds 500 MB.',
  noSound: 'There is no sound in this file.',
  diskFull: 'There is no space left on the disk of this project.',
}

/** A refusal in plain words that name the limit. */
export function importWords(refusal: ImportRefusal): string {
  return words[refusal]
}
