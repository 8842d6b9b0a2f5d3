#!/bin/sh
# Installs Chromium for the browser tests where it is missing and may be installed: in CI, as root, from Debian.
# Elsewhere the browser tests skip with a reason.
set -u
if [ -x /usr/bin/chromium ] || [ -z "${CI:-}" ]; then
  exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
fi
