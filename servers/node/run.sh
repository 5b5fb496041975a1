#!/bin/sh
# Starts the Node.js contestants on the pinned Node.js of node_modules, or else on the machine's own.
# The shell is replaced, so the process id is Node's. `run.sh --which` only says which Node.js that would be.
here=$(cd -- "$(dirname -- "$0")" && pwd)
for candidate in "$here"/node_modules/node-*/bin/node "$(command -v node)"; do
  if [ -x "$candidate" ]; then
    node=$candidate
    break
  fi
done
if [ -z "$node" ]; then
  echo "no Node.js: install npm and run 'sh servers/node/install.sh', or put a node on the PATH" >&2
  exit 3
fi
if [ "$1" = --which ]; then
  echo "$node $("$node" --version)"
  exit 0
fi
exec "$node" "$here/server.mjs" "$@"
