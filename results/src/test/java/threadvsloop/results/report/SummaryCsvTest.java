package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunData;

class SummaryCsvTest {

    /// Others read these columns by name: they may grow at the end, and nothing else.
    private static final String HEADER = "order,block,scenario,point,contestant,family,status,reasons,"
            + "started_at,runtime,runtime_version,path,connections,mode,connections_opened,connections_served,"
            + "offered_per_s,achieved_per_s,window_s,requests,errors,outcomes,"
            + "response_p50_ns,response_p90_ns,response_p99_ns,response_p999_ns,response_p9999_ns,response_max_ns,"
            + "response_mean_ns,service_p50_ns,service_p90_ns,service_p99_ns,service_p999_ns,service_p9999_ns,"
            + "service_max_ns,service_mean_ns,send_lag_p50_ns,send_lag_p90_ns,send_lag_p99_ns,send_lag_p999_ns,"
            + "send_lag_p9999_ns,send_lag_max_ns,send_lag_mean_ns,connect_p50_ns,connect_p90_ns,connect_p99_ns,"
            + "connect_p999_ns,connect_p9999_ns,connect_max_ns,connect_mean_ns,mean_in_flight,"
            + "generator_cpu_ns_per_request,generator_cpu_share,generator_gc_pause_ms,resource_window_s,cpu_user_ms,"
            + "cpu_system_ms,cpu_ns_per_request,voluntary_switches,involuntary_switches,switches_per_request,"
            + "cloned_tasks,exited_threads,run_queue_delay_ms,pss_kib_mean,pss_kib_min,pss_kib_max,rss_kib_mean,"
            + "rss_kib_min,rss_kib_max,virtual_kib_mean,virtual_kib_min,virtual_kib_max,threads_mean,threads_min,"
            + "threads_max,descriptors_mean,descriptors_min,descriptors_max,sockets_mean,sockets_min,sockets_max,"
            + "minor_faults,major_faults,kernel_stacks_kib,kernel_slab_kib,kernel_page_tables_kib,host_steal_share,"
            + "host_cpu_pressure_share,foreign_cpu_share,samples,upstream_late_p50_ms,upstream_late_p99_ms,"
            + "upstream_late_max_ms,upstream_in_flight_max,upstream_cpu_share,upstream_queued,database_cpu_share,"
            + "database_queued,generator_side_cpu_share,findings,connects_per_s,received_bytes_per_s";

    @TempDir
    Path temporary;

    @Test
    void aRowPerTrialUnderAStableHeader() throws IOException {
        List<String> lines = SummaryCsv.text(trials()).lines().toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).startsWith(HEADER);
        assertThat(lines.get(1))
                .startsWith("0,1,plaintext,c64,blocking-platform,thread,VALID,,2026-01-02T03:04:05Z,java,25.0.1,"
                        + "trials/plaintext/blocking-platform/c64/b1,64,open-poisson,64,64,4000.0,")
                .contains(",2000,0,answered-2xx=2000,");
    }

    @Test
    void whatIsMissingIsEmptyAndWhatNeedsQuotesHasThem() throws IOException {
        String failed = SummaryCsv.text(trials()).lines().toList().getLast();

        assertThat(failed).contains(",INVALID,\"no ready line; it said \"\"bind, failed\"\"\",");
        // Quoted, the reason's comma is no separator; after it: load and resources, all empty.
        assertThat(failed).endsWith(",64" + ",".repeat(HEADER.split(",").length - 13));
    }

    /// No connection was timed in the window, and of 2,000 requests nobody knows a p99.99; of an idle trial, no CPU per
    /// request.
    @Test
    void whatNothingWasMeasuredOfIsEmptyAndNotZero() throws IOException {
        Path run = SyntheticRun.quick().withBlocks(1).write(temporary.resolve("quick"));
        List<Trial> trials = RunData.read(run).trials();
        List<String> names = List.of(HEADER.split(","));
        List<String> loaded = row(trials, trial -> trial.scenario().equals("plaintext"));
        List<String> idle = row(trials, trial -> trial.scenario().equals("idle"));

        assertThat(loaded.get(names.indexOf("response_p999_ns"))).isNotEmpty();
        assertThat(loaded.get(names.indexOf("response_p9999_ns"))).isEmpty();
        assertThat(loaded.subList(names.indexOf("connect_p50_ns"), names.indexOf("connect_mean_ns") + 1))
                .containsOnly("");
        assertThat(Stream.of(
                                "response_max_ns",
                                "offered_per_s",
                                "cpu_ns_per_request",
                                "switches_per_request",
                                "generator_cpu_ns_per_request")
                        .map(name -> idle.get(names.indexOf(name))))
                .containsOnly("");
    }

    private static List<String> row(List<Trial> trials, Predicate<Trial> which) {
        List<Trial> first = List.of(trials.stream().filter(which).findFirst().orElseThrow());
        return List.of(SummaryCsv.text(first).lines().toList().getLast().split(",", -1));
    }

    @Test
    void backendsHaveTheLastColumns() throws IOException {
        List<Trial> trials = trials();
        BackendUse both = new BackendUse(
                new BackendUse.Upstream("test 1", new BackendUse.Lateness(0.25, 1.5, 4), "", 12, 80, 0.04, 3L),
                new BackendUse.Database("PostgreSQL 18.6", true, 40, 0.02, null),
                0.06,
                0.5);
        BackendUse elsewhere =
                new BackendUse(null, new BackendUse.Database("PostgreSQL 18.6", false, 0, 0, 7L), 0, 0.4);

        List<String> lines = SummaryCsv.text(List.of(
                        SyntheticRun.withBackends(trials.getFirst(), both),
                        SyntheticRun.withBackends(trials.getFirst(), elsewhere),
                        trials.getFirst()))
                .lines()
                .toList();

        assertThat(lines.get(1)).endsWith(",0.25,1.5,4.0,12,0.04,3,0.02,,0.5,,0.0,400000.0");
        assertThat(lines.get(2)).endsWith(",,,,,,,7,0.4,,0.0,400000.0");
        assertThat(lines.get(3)).endsWith(",,,,,,,,,,,0.0,400000.0");
    }

    private List<Trial> trials() throws IOException {
        Path run = SyntheticRun.quick()
                .withOnly(entry -> entry.scenario().equals("plaintext") && entry.block() == 1)
                .withTrials(trial -> trial.contestant().equals("node")
                        ? SyntheticRun.failed(trial, "no ready line; it said \"bind, failed\"")
                        : trial)
                .write(temporary.resolve("run"));
        return RunData.read(run).trials();
    }
}
