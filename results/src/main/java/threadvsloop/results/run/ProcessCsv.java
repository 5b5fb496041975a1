package threadvsloop.results.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// `process.csv`: a header, then a row per [ProcessSample]; decimal points whatever the locale.
final class ProcessCsv {
    static final String HEADER = "time_s,phase,pss_kib,rss_kib,virtual_kib,threads,cpu_user_ms,cpu_system_ms,"
            + "voluntary_switches,involuntary_switches,run_queue_delay_ms,minor_faults,major_faults,descriptors,"
            + "sockets,host_steal_ms,host_cpu_pressure_ms";
    private static final int COLUMNS = HEADER.split(",", -1).length;

    private ProcessCsv() {}

    static String text(List<ProcessSample> samples) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        samples.forEach(sample -> text.append(row(sample)).append('\n'));
        return text.toString();
    }

    static List<ProcessSample> read(Path file) throws IOException {
        List<String> lines = StoredFiles.read(file).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new RunDirectoryException(file + ": its header is not the one this tvl writes; the file is left out");
        }
        try {
            return lines.stream().skip(1).map(ProcessCsv::sample).toList();
        } catch (IllegalArgumentException e) {
            throw new RunDirectoryException(file + ": " + e.getMessage(), e);
        }
    }

    private static String row(ProcessSample s) {
        return new StringJoiner(",")
                .add(number(s.timeSeconds()))
                .add(s.phase())
                .add(number(s.pssKiB()))
                .add(number(s.rssKiB()))
                .add(number(s.virtualKiB()))
                .add(count(s.threads()))
                .add(number(s.cpuUserMs()))
                .add(number(s.cpuSystemMs()))
                .add(count(s.voluntarySwitches()))
                .add(count(s.involuntarySwitches()))
                .add(number(s.runQueueDelayMs()))
                .add(count(s.minorFaults()))
                .add(count(s.majorFaults()))
                .add(count(s.descriptors()))
                .add(count(s.sockets()))
                .add(number(s.hostStealMs()))
                .add(number(s.hostCpuPressureMs()))
                .toString();
    }

    private static ProcessSample sample(String line) {
        String[] cell = line.split(",", -1);
        if (cell.length != COLUMNS) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a row with %d cells instead of %d: %s", cell.length, COLUMNS, line));
        }
        return new ProcessSample(
                number(cell[0]),
                cell[1],
                number(cell[2]),
                number(cell[3]),
                number(cell[4]),
                count(cell[5]),
                number(cell[6]),
                number(cell[7]),
                count(cell[8]),
                count(cell[9]),
                number(cell[10]),
                count(cell[11]),
                count(cell[12]),
                count(cell[13]),
                count(cell[14]),
                number(cell[15]),
                number(cell[16]));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "";
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    private static String count(long value) {
        return value < 0 ? "" : Long.toString(value);
    }

    private static long count(String cell) {
        return cell.isEmpty() ? -1 : Long.parseLong(cell);
    }
}
