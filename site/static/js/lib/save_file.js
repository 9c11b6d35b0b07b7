/** The address of a file made here; it lives only while the file is saved. @param {BlobPart} content @param {string} type */
export function fileAddress(content, type) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return url;
}

/** Save a text as a file. @param {string} name @param {BlobPart} content @param {string} type */
export function saveFile(name, content, type) {
  Object.assign(document.createElement("a"), { href: fileAddress(content, type), download: name }).click();
}
