"""A browser and a file of the explorer enter; the page leaves, drawn."""

from __future__ import annotations


def opened(browser, path, fragment="", **options):
    """A page once it is drawn; `noise` collects what its console says."""
    page = browser.new_page(**options)
    page.noise = []
    page.on("console", lambda message: page.noise.append(message.text))
    page.on("pageerror", lambda error: page.noise.append(str(error)))
    page.goto(path.as_uri() + fragment)
    page.wait_for_function("performance.getEntriesByName('explorer-drawn').length > 0")
    return page
