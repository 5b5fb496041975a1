package threadvsloop.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The processes of one own server: what was started, and all that came of it, also daemons, which have left their
/// parent, their group and their session behind and may have dropped their environment.
/// ```
///   child of a member, or in the session of one ─────────────────> member
///   orphan that was given to us, in nobody's session, not older ─> member of the family that was started last
/// ```
/// Members are noted in a file as well, so that the [Guard] finds them when this process has died.
///
/// Any thread.
final class ServerFamily {

    private static final int SIGKILL = 9;
    private static final long PAUSE_MS = 20;
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);

    /// All that live, in the order of their start; guards every field.
    private static final Map<Long, ServerFamily> LIVING = new LinkedHashMap<>();

    /// Sessions of all that ever lived: what ends in them has nobody but us to take note of it.
    private static final Set<Long> SESSIONS_EVER = new HashSet<>();

    /// Starts that are under way.
    private static int expected;

    private static final long SELF = ProcessHandle.current().pid();
    private static final long OWN_SESSION =
            ProcessTable.of(SELF).map(ProcessTable.Entry::session).orElse(0L);

    private final long root;
    private final long startTicks;
    private final Guard guard;
    private final Map<Long, ProcessTable.Entry> members = new HashMap<>();
    private final Set<Long> sessions = new HashSet<>();
    private boolean forgotten;

    private ServerFamily(long root, long startTicks, Guard guard) {
        this.root = root;
        this.startTicks = startTicks;
        this.guard = guard;
        sessions.add(root);
    }

    /// Called before the first process of a family is started: it may become a daemon at once.
    static void expect() {
        synchronized (LIVING) {
            expected++;
            Posix.adoptOrphans(true);
        }
    }

    /// What was expected is a family, or cannot be started.
    static void noLongerExpect() {
        synchronized (LIVING) {
            expected--;
            adoptNoMoreThanNeeded();
        }
    }

    private static void adoptNoMoreThanNeeded() {
        if (LIVING.isEmpty() && expected == 0) {
            Posix.adoptOrphans(false);
        }
    }

    /// @param root process id of the first, the leader of a session of its own, under the guard
    static ServerFamily of(long root, Guard guard) {
        synchronized (LIVING) {
            long startTicks =
                    ProcessTable.of(root).map(ProcessTable.Entry::startTicks).orElse(0L);
            ServerFamily family = new ServerFamily(root, startTicks, guard);
            LIVING.put(root, family);
            SESSIONS_EVER.add(root);
            return family;
        }
    }

    /// Process ids of those that run, the first one first if it does.
    long[] pids() {
        synchronized (LIVING) {
            look();
            return members.values().stream()
                    .map(ProcessTable.Entry::pid)
                    .sorted((a, b) -> a == root ? -1 : b == root ? 1 : Long.compare(a, b))
                    .mapToLong(Long::longValue)
                    .toArray();
        }
    }

    boolean isAlive() {
        return pids().length > 0;
    }

    /// Blocks until all have ended, for the given time at most.
    void awaitEnd(Duration within) throws InterruptedException {
        long deadlineNs = System.nanoTime() + within.toNanos();
        while (isAlive() && System.nanoTime() < deadlineNs) {
            Thread.sleep(PAUSE_MS);
        }
    }

    /// Kills all, and those that they start meanwhile. Blocks until none is left, for some seconds at most.
    void kill() throws InterruptedException {
        long deadlineNs = System.nanoTime() + KILLED_WITHIN.toNanos();
        for (long[] pids = pids(); pids.length > 0 && System.nanoTime() < deadlineNs; pids = pids()) {
            for (long pid : pids) {
                Posix.kill(pid, SIGKILL);
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    /// Nothing is left of it: its notes go, and an orphan that comes later is not this one's.
    void forget() throws IOException {
        synchronized (LIVING) {
            look();
            forgotten = true;
            Files.deleteIfExists(guard.members());
            LIVING.remove(root);
            adoptNoMoreThanNeeded();
        }
    }

    private void look() {
        List<ProcessTable.Entry> all = ProcessTable.read().entries();
        Set<Long> before = Set.copyOf(members.keySet());
        members.clear();
        long watcher = guard.watcher();
        List<ProcessTable.Entry> running = all.stream()
                .filter(ProcessTable.Entry::isRunning)
                .filter(one -> one.pid() != SELF && (watcher == 0 || (one.pid() != watcher && one.parent() != watcher)))
                .toList();
        running.stream()
                .filter(one -> before.contains(one.pid()) || one.pid() == root)
                .forEach(this::add);
        boolean found = true;
        while (found) {
            found = false;
            for (ProcessTable.Entry one : running) {
                if (!members.containsKey(one.pid()) && isMine(one)) {
                    add(one);
                    found = true;
                }
            }
        }
        all.stream()
                .filter(one -> !one.isRunning() && one.parent() == SELF && one.pid() != root)
                .filter(one -> SESSIONS_EVER.contains(one.session()) && !LIVING.containsKey(one.pid()))
                .forEach(one -> Posix.reap(one.pid()));
        if (!forgotten && !before.equals(members.keySet())) {
            note();
        }
    }

    private boolean isMine(ProcessTable.Entry one) {
        return members.containsKey(one.parent()) || sessions.contains(one.session()) || isMyOrphan(one);
    }

    private boolean isMyOrphan(ProcessTable.Entry one) {
        return one.parent() == SELF
                && one.startTicks() >= startTicks
                && one.session() != OWN_SESSION
                && !SESSIONS_EVER.contains(one.session())
                && !LIVING.containsKey(one.pid())
                && !forgotten
                && List.copyOf(LIVING.values()).getLast() == this;
    }

    private void add(ProcessTable.Entry one) {
        members.put(one.pid(), one);
        if (one.session() != 0 && one.session() != OWN_SESSION) {
            sessions.add(one.session());
            SESSIONS_EVER.add(one.session());
        }
    }

    /// The session, if it is the family's: the first process is in ours until it makes one of its own, and whoever is
    /// in
    /// a noted session will be killed.
    private long noted(ProcessTable.Entry member) {
        return member.pid() == root ? root : sessions.contains(member.session()) ? member.session() : 0;
    }

    private void note() {
        String lines = members.values().stream()
                .map(member -> "%d %d %d%n".formatted(member.pid(), member.startTicks(), noted(member)))
                .collect(Collectors.joining());
        try {
            Path unfinished = guard.members().resolveSibling(guard.members().getFileName() + ".tmp");
            Files.writeString(unfinished, lines);
            Files.move(unfinished, guard.members(), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // The guard has removed it: it has ended all that was noted, and reads no more.
            forgotten = true;
        } catch (IOException e) {
            throw new UncheckedIOException("the processes of a server cannot be noted: " + e.getMessage(), e);
        }
    }
}
