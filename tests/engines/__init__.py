"""The widget's main path in other engines than Chromium's: `python -m tests.engines [firefox] [webkit]`.

Chromium has the end-to-end tests; Firefox ESR and WebKitGTK (Safari's engine) go through the one path that everybody
takes. Each is driven by what Debian has: Firefox by puppeteer-core with WebDriver BiDi (there is no geckodriver, and
Playwright cannot drive ESR), WebKitGTK by its own WebDriver with Selenium, on a screen of Xvfb.
"""
