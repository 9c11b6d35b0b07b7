// Modules of npm packages as pages import them (stopsms/views/npm_modules.py).
declare module "*/npm/idb.js" {
  export * from "idb";
}
