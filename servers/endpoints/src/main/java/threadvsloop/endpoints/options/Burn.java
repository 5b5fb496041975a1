package threadvsloop.endpoints.options;

/// Work that keeps a processor for so long, by the clock: a number of rounds that was found out beforehand would take
/// longer in a busy server, whose caches and backends slow it, than it took alone. Only a thread that is held up in
/// the
/// middle burns less, which at such lengths is rare. Any thread.
///
/// @param ns how long, in nanoseconds; what is done may last some tens of nanoseconds longer, a look at the clock
record Burn(long ns) implements Runnable {

    Burn {
        if (ns < 0) {
            throw new IllegalArgumentException("ns must be 0 or more, not " + ns);
        }
    }

    @Override
    public void run() {
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < ns) {
            // To look at the clock is work enough; a pause would be longer than what is to be burnt.
        }
    }
}
