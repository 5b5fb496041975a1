package threadvsloop.harness.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.process.Posix;

class ProcFsTest {

    /// Linux gives out process ids up to 2^22.
    private static final long PID_BEYOND_ALL = (1 << 22) + 1;

    @TempDir
    private Path proc;

    @Test
    void readsStatBehindACommandWithBlanksAndParentheses() throws IOException {
        write(
                "42/stat",
                "42 (a (b) c) S 1 42 42 0 -1 4194560 501 7 3 1 250 125 40 30 20 0 17 0 100 1048576 256 18446744073709551615");
        assertThat(new ProcFs(proc).stat(42))
                .isEqualTo(new ProcFs.Stat(
                        new ProcFs.Counters(2_500, 1_250, 501, 3),
                        new ProcFs.Counters(400, 300, 7, 1),
                        17,
                        1_024,
                        1_024));
    }

    @Test
    void readsProportionalMemory() throws IOException {
        write("42/smaps_rollup", "55d-7ff ---p 0 00:00 0  [rollup]\nRss:   9000 kB\nPss:   1234 kB\nPss_Dirty: 7 kB\n");
        assertThat(new ProcFs(proc).pssKiB(42)).isEqualTo(1_234);
    }

    @Test
    void readsTheSchedulingOfEachTask() throws IOException {
        write("42/task/42/status", "Name:\tx y\nvoluntary_ctxt_switches:\t10\nnonvoluntary_ctxt_switches:\t2\n");
        write("42/task/42/schedstat", "5000000 3000000 12\n");
        write("42/task/43/status", "Name:\ty\nvoluntary_ctxt_switches:\t5\nnonvoluntary_ctxt_switches:\t0\n");
        assertThat(new ProcFs(proc).tasks(42))
                .isEqualTo(Map.of(42L, new ProcFs.Task("x y", 10, 2, 3.0, 5.0), 43L, new ProcFs.Task("y", 5, 0, 0, 0)));
    }

    @Test
    void readsTheHost() throws IOException {
        write("stat", "cpu  100 20 30 400 50 6 7 80 0 0\ncpu0 1 2\nctxt 99\nprocesses 1234\n");
        write("meminfo", "MemTotal: 1 kB\nSlab:  200 kB\nKernelStack:  30 kB\nPageTables:  4 kB\n");
        write("pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=5000\nfull total=1\n");
        write("net/sockstat", "sockets: used 9\nTCP: inuse 4 orphan 0\n");
        assertThat(new ProcFs(proc).host()).isEqualTo(new ProcFs.Host(6_930, 1_630, 800, 1_234, 5, 30, 200, 4, 4));
    }

    @Test
    void readsKernelSettings() throws IOException {
        write("sys/net/range", "32768\t60999\n");
        assertThat(new ProcFs(proc).setting("net/range")).isEqualTo("32768\t60999");
        assertThat(new ProcFs(proc).setting("net/none")).isEmpty();
        assertThat(Long.parseLong(ProcFs.ofThisMachine().setting("kernel/pid_max")))
                .isGreaterThan(300);
    }

    @Test
    void whatIsGoneReadsAsNothing() throws IOException {
        ProcFs gone = new ProcFs(proc);
        assertThat(gone.stat(42)).isEqualTo(ProcFs.Stat.NONE);
        assertThat(gone.pssKiB(42)).isZero();
        assertThat(gone.tasks(42)).isEmpty();
        assertThat(gone.descriptors(42)).isZero();
    }

    @Test
    void readsThisVeryProcess() throws IOException {
        ProcFs real = ProcFs.ofThisMachine();
        long pid = ProcessHandle.current().pid();
        ProcFs.Stat stat = real.stat(pid);
        assertThat(stat.threads()).isGreaterThan(1);
        assertThat(stat.rssKiB()).isBetween(1_000.0, stat.virtualKiB());
        assertThat(real.pssKiB(pid)).isBetween(1_000.0, stat.virtualKiB());
        assertThat(real.tasks(pid)).hasSizeGreaterThan(1).containsKey(pid);
        assertThat(real.descriptors(pid)).isGreaterThan(2);
        assertThat(Posix.processCpuNs(pid)).isPositive();
        assertThat(Posix.processCpuNs(PID_BEYOND_ALL)).isEqualTo(-1);
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
