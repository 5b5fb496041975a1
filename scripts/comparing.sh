# Sourced by compare-cpu and compare-generators: servers to compare with, CPU of process trees, ratios with intervals.
# Server on CPU 0, generator on CPU 1. What is started is stopped when the script ends, however it ends.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Seconds of each run: warm-up, window that is measured, and what is left of the run before and after the window.
warm=${WARM:-6} window=${WINDOW:-6} tail=1
nginx_port=18080
work=$(mktemp -d)
started=()
PATH=$PATH:/usr/sbin

stop() {
    local pid
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap stop EXIT

# need TOOL PACKAGE…: each tool is there, or the script ends and says which packages to install.
need() {
    local tool=$1
    shift
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install $*" >&2; exit 3; }
}

# One worker that answers `return 200`, and /status, which counts requests.
start_nginx() {
    cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 16384; }
http {
  access_log off; keepalive_requests 1000000000; keepalive_timeout 3600;
  server {
    listen 127.0.0.1:$nginx_port backlog=4096;
    location / { default_type text/plain; return 200 'Hello, World!'; }
    location = /status { stub_status; }
  }
}
CONF
    taskset -c 0 nginx -c "$work/nginx.conf" -p "$work" &
    started+=($!)
    nginx_pid=$!
}

# A process and all that it has started, one process id per line.
tree() {
    local child
    echo "$1"
    for child in $(pgrep -P "$1" || true); do tree "$child"; done
}

# Ticks (10 ms) of user and kernel time of a process tree; what has ended counts with the parent that waited for it.
ticks() {
    local sum=0 pid
    for pid in $(tree "$1"); do
        sum=$((sum + $(awk '{ sub(/.*\) /, ""); print $12 + $13 + $14 + $15 }' "/proc/$pid/stat" 2>/dev/null || echo 0)))
    done
    echo $sum
}

# measure PID SECONDS_BEFORE: ticks that the process tree used in the window that begins then.
measure() {
    sleep "$2"
    local before after
    before=$(ticks "$1")
    sleep "$window"
    after=$(ticks "$1")
    echo $((after - before))
}

# Requests per second over a whole run of wrk.
wrk_rate() { awk '/Requests\/sec/ { print $2 }' "$1"; }

# µs of CPU per request: ticks × 10 ms ÷ (rate × window)
per_request() { awk -v t="$1" -v r="$2" -v w="$window" 'BEGIN { printf "%.2f", t * 10000 / (r * w) }'; }

# Ratios, one per line, to: number, median, least, most, mean of the logs as a ratio, and its 95% interval (Student's t).
ratio_statistics() {
    sort -n | awk 'BEGIN { split("12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262 2.228 2.201 2.179 2.160 2.145", t, " ") }
        { v[NR] = $1; sum += log($1); squares += log($1) ^ 2 }
        END {
            if (NR == 0) exit
            m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            mean = sum / NR
            printf "%d %.3f %.3f %.3f %.3f", NR, m, v[1], v[NR], exp(mean)
            if (NR > 1) {
                sd = sqrt((squares > NR * mean ^ 2 ? squares - NR * mean ^ 2 : 0) / (NR - 1))
                half = (NR - 1 in t ? t[NR - 1] : 1.96) * sd / sqrt(NR)
                printf " %.3f %.3f", exp(mean - half), exp(mean + half)
            }
            print "" }'
}

# Ratios, one per line, as a sentence.
summary() {
    ratio_statistics | while read -r n median least most mean low high; do
        printf 'median ratio %s (%s to %s, %d pairs)' "$median" "$least" "$most" "$n"
        if [ -n "$low" ]; then printf '; mean %s, 95%% interval %s to %s' "$mean" "$low" "$high"; fi
        echo
    done
}

# http_get PORT PATH [METHOD]: the body of an answer that says its length.
http_get() {
    local fd line length=0 body
    exec {fd}<>"/dev/tcp/127.0.0.1/$1"
    printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n' "${3:-GET}" "$2" >&"$fd"
    while read -r -u "$fd" line && [ "$line" != $'\r' ]; do
        case $line in Content-Length:*) length=${line//[^0-9]/} ;; esac
    done
    read -r -N "$length" -u "$fd" body
    exec {fd}>&-
    printf '%s\n' "$body"
}

# Requests that nginx has answered so far; each question adds one.
nginx_requests() { http_get $nginx_port /status | awk 'NR == 3 { print $3 }'; }
