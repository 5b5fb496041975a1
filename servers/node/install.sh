#!/bin/sh
# Installs what package-lock.json pins, if node_modules is missing or older. Called by the build, and never fails it:
# without npm only the Node.js rows are missing.
cd -- "$(dirname -- "$0")" || exit 1

pinned() {
  for node in node_modules/node-*/bin/node; do
    "$node" --version 2>/dev/null && return
  done
  return 1
}

warn() {
  echo "WARNING: $1." >&2
  if own=$(sh ./run.sh --which 2>/dev/null); then
    echo "WARNING: the contestants node and node-cluster run on the machine's own Node.js: $own." >&2
  else
    echo "WARNING: the contestants node and node-cluster are left out." >&2
  fi
  echo "WARNING: to get them on the pinned Node.js: install npm, then run 'sh servers/node/install.sh'." >&2
}

if [ node_modules/.package-lock.json -nt package-lock.json ] && pinned >/dev/null; then
  exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
  warn "npm is not installed, so neither is the pinned Node.js"
elif ! npm ci --loglevel=error >&2; then
  warn "npm could not install the pinned Node.js (its reason stands above)"
elif ! pinned >/dev/null; then
  warn "npm has no pinned Node.js for this system ($(uname -sm))"
else
  echo "Node.js $(pinned) is installed in servers/node/node_modules" >&2
fi
exit 0
