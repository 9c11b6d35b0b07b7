/** The day on the wall here, and one some days before it, as "2026-11-24". @param {number} days */
export function daysAgo(days) {
  const day = new Date();
  day.setDate(day.getDate() - days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

export const today = () => daysAgo(0);

/** A day with its hour, where that is known; "" for a day to come, and for a year that is not yet typed to its end. @param {string} day @param {string} time */
export function moment(day, time) {
  if (day < "2000" || day > today()) return "";
  return time ? `${day}T${time}` : day;
}
