// The country of a form: which one a page begins with, and what Python needs for the chosen one.

/** Whether we have words of that country: its rules are one pack, its words another. @param {HTMLOptionElement} option */
const isPublished = ({ dataset }) => Boolean(dataset.packs?.includes(" "));

/** The region of a language tag; by hand, for `Intl.Locale` throws at what some systems give ("c"). @param {string} tag */
const regionOf = (tag) => /-([a-z]{2})(?=-|$)/i.exec(tag)?.[1].toUpperCase();

/** Begin with the country that the fragment of the address names (#country=ES: it goes to no server), else with the region
 * of the browser's first language that we publish; where the page's language is at home in a country (`data-region="de"`),
 * of those the ones in that language ("de-CH").
 * @param {HTMLSelectElement} select */
export function chooseCountry(select) {
  const named = new URLSearchParams(location.hash.slice(1)).get("country");
  const regions = navigator.languages.filter((tag) => tag.toLowerCase().startsWith(select.dataset.region ?? "")).map(regionOf);
  const offered = [...select.options];
  const ofRegion = regions.map((region) => offered.find((option) => option.value === region && isPublished(option)));
  const chosen = [offered.find(({ value }) => value === named), ...ofRegion].find(Boolean);
  if (!chosen) return;
  for (const option of select.options) option.defaultSelected = option === chosen; // also what "clear" goes back to
  select.value = chosen.value;
}

/** The packs with the rules of the chosen country and its words. @param {HTMLSelectElement} select */
export function packsOf(select) {
  return (select.selectedOptions[0]?.dataset.packs ?? "").split(" ");
}
