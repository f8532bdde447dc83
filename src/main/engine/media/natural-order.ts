const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Compares names as people count: `shot 2` before `shot 10`. Names that differ in case only keep a fixed order. */
export function compareNatural(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b))
}
