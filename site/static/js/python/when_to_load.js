// When to fetch Python: at the first touch of the page, or in a quiet moment where that costs the reader nothing.
//
// Who saves data is asked for the download only by asking something (the form's button), or where it is already kept.

const FAST = 5; // megabit per second

/** What some browsers tell of the device and its line.
 * @typedef {{connection?: {saveData?: boolean, effectiveType?: string, downlink?: number}, deviceMemory?: number}} Told */

const told = /** @type {Told} */ (navigator);

/** Whether the reader wants few bytes. */
export const savesData = () => Boolean(told.connection?.saveData) || matchMedia("(prefers-reduced-data: reduce)").matches;

/** Whether the download takes less time than typing. */
function isFast() {
  const { effectiveType, downlink = 0 } = told.connection ?? {};
  return effectiveType === "4g" && downlink >= FAST && (told.deviceMemory ?? 4) >= 4;
}

/** Where Python's files are: on this device, at the end of a line that seems fast, or neither.
 * @typedef {"here" | "fast" | "far"} Distance */

/** @param {Promise<boolean>} isKept  see `startInTime` @returns {Promise<Distance>} */
export const distanceOf = async (isKept) => ((await isKept) ? "here" : isFast() ? "fast" : "far");

/** What is waited for, but not for ever. @param {number} milliseconds @param {Promise<unknown>} promise */
export function atMost(milliseconds, promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
}

/** Call `act` when the browser has nothing else to do. @param {() => void} act */
export function whenIdle(act) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: 5000 });
  else setTimeout(act, 1000);
}

/** Call `start` at the best moment; it may be called more than once.
 * @param {() => void} start @param {Promise<boolean>} isKept  whether Python is on this device already */
export async function startInTime(start, isKept) {
  const kept = await isKept;
  if (savesData() && !kept) return;
  for (const event of ["pointerdown", "keydown", "focusin"]) addEventListener(event, start, { once: true, passive: true });
  if (kept || isFast()) whenIdle(start);
}
