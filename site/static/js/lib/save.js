// What a person takes away from a page: a file made here, and the address of the page.

/** The address of a file made here; it lives only while the file is saved. @param {string} text @param {string} type */
export function fileAddress(text, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return url;
}

/** Where the person goes on that day: an address without anything that was typed. */
export const pageAddress = () => document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "";

/** Save a text as a file. @param {string} name @param {string} text @param {string} type */
export function saveFile(name, text, type) {
  Object.assign(document.createElement("a"), { href: fileAddress(text, type), download: name }).click();
}
