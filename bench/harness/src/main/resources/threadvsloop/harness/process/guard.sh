# Runs a server that knows nothing of the harness, and ends it with the harness.
#
#   guard.sh SIGNAL TENTHS MARK FOLDER COMMAND...
#
# Started as the leader of its own session and group (setsid), it leaves a watcher behind and becomes the server: same
# process id, no input, its output in the log. The watcher reads our standard input, a pipe that the harness holds open.
# Its end means "stop", or that the harness is dead; either way the server gets SIGNAL and so many tenths of a second,
# then what is left of it is killed: who left the group is known by MARK in its environment, or from FOLDER.members,
# where the harness notes the processes (id, start, session); and the group goes last, the watcher with it. Because the
# watcher is of the group, no stranger can have got the group's number meanwhile. It also holds our standard output, so
# that the end of output says that nothing is left.
signal=$1 tenths=$2 mark=$3 folder=$4
shift 4
exec 3<&0
(
    # In the background and out of a subshell that ends, so that it is no child of the server.
    {
        trap '' HUP INT QUIT TERM USR1 USR2
        cd /
        read -r self _ </proc/self/stat
        echo "$self" >"$folder.watcher"

        # signal_noted SIGNAL: to the noted processes that are still the same; fails when there are none.
        signal_noted() {
            how=$1 some=1
            [ -f "$folder.members" ] || return 1
            while read -r pid start _; do
                read -r stat <"/proc/$pid/stat" || continue
                set -- ${stat##*) }
                [ "${20}" = "$start" ] && [ "$1" != Z ] && [ "$pid" != "$self" ] || continue
                kill -s "$how" "$pid" && some=0
            done <"$folder.members"
            return $some
        }

        # Whoever is in the session of a noted process, such as a worker that was started since.
        kill_sessions() {
            [ -f "$folder.members" ] || return 0
            sessions=' '
            while read -r _ _ session; do
                [ "$session" -gt 1 ] && sessions="$sessions$session "
            done <"$folder.members"
            for file in /proc/[0-9]*/stat; do
                read -r stat <"$file" || continue
                pid=${stat%% *}
                set -- ${stat##*) }
                case $sessions in *" $4 "*) [ "$pid" = "$self" ] || kill -s KILL "$pid" ;; esac
            done
        }

        while read -r _; do :; done
        kill -s "$signal" $$ || signal_noted "$signal"
        while { kill -s 0 $$ || signal_noted 0; } && [ "$tenths" -gt 0 ]; do
            sleep 0.1
            tenths=$((tenths - 1))
        done
        for environment in $(grep -lsaF "$mark" /proc/[0-9]*/environ); do
            pid=${environment#/proc/}
            pid=${pid%/environ}
            [ "$pid" = "$self" ] || kill -s KILL "$pid"
        done
        signal_noted KILL
        kill_sessions
        rm -f -- "$folder.members" "$folder.members.tmp" "$folder.watcher" "$folder.pipe"
        rm -rf -- "$folder"
        kill -s KILL 0
    } <&3 2>/dev/null &
)
# What runs in the background may ignore signals, which a server would inherit, and a shell could not undo.
if env --default-signal=HUP true 2>/dev/null; then
    set -- env --default-signal=HUP,INT,QUIT,TERM "$@"
fi
exec "$@" </dev/null >&2 3<&-
