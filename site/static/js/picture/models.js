// Which of the engine's models a picture is read with: a row for each country whose messages the site knows, and for each
// language that a reader of it may get messages in as well. The first picture fetches them, so the fewer the better; a
// model of one language reads the letters of its neighbours.

/** @type {Record<string, string>} */
const OF_COUNTRY = { FR: "fra", ES: "spa", DE: "deu", IT: "ita", PT: "por", NL: "nld" };
/** @type {Record<string, string>} */
const OF_LANGUAGE = { fr: "fra", es: "spa", gl: "glg", en: "eng", de: "deu", it: "ita", pt: "por", nl: "nld" };

/** @type {Record<string, string[]>} */
const SEVERAL = { "gl ES": ["spa", "glg"] };

/** @param {string} language  of the page @param {string} country  its code @returns {string[]} */
export const modelsFor = (language, country) => SEVERAL[`${language} ${country}`] ?? [OF_COUNTRY[country] ?? OF_LANGUAGE[language] ?? "eng"];
