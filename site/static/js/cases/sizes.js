// How much of the device something takes, in words.

const UNITS = /** @type {const} */ ([["megabyte", 1_000_000], ["kilobyte", 1000], ["byte", 1]]);

/** "12 kB" in the language of the page. @param {number} bytes */
export function sizeOf(bytes) {
  const [unit, size] = UNITS.find(([, least]) => bytes >= least) ?? ["byte", 1];
  const format = { style: /** @type {const} */ ("unit"), unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, format).format(bytes / size);
}
