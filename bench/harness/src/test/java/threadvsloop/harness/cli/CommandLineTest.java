package threadvsloop.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest(name = "tvl {0}: exit {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # tvl …                                   | exit | the one line on standard error
            rn quick                                  | 2    | unknown argument "rn": did you mean "run"?
            plan quik                                 | 2    | unknown profile "quik": did you mean "quick"?
            plan quick --contestants evenloop         | 2    | unknown contestant "evenloop": did you mean "eventloop"?
            plan quick --scenarios wating             | 2    | unknown scenario "wating": did you mean "waiting"?
            plan quick --blocs 3                      | 2    | unknown option "--blocs": did you mean "--blocks"?
            plan quick --blocks 0                     | 2    | --blocks 0: at least 1 block is needed
            plan quick --blocks many                  | 2    | Invalid value for option '--blocks'
            plan quick --database bench               | 2    | "bench" is no database: write postgresql://
            resume / --databse postgresql://a:b@c/d   | 2    | unknown option "--databse": did you mean "--database"?
            plan micro --contestants-file ../examples/own-servers.yaml | 2 | profile micro starts no server
            list contestants --contestants-file no.yaml| 2   | no.yaml: there is no such file
            list contestant                           | 2    | did you mean "contestants"?
            serve nod                                 | 2    | unknown contestant "nod": did you mean "node"?
            resume /                                  | 2    | no run.json
            report /                                  | 2    | no run.json
            plan claims --max-blocks 5                | 2    | --max-blocks 5: 6 blocks are planned already
            plan claims --within soon                 | 2    | "soon" is not a duration
            calibrate --soak 30s                      | 2    | --soak and --json belong to --generator
            calibrate --pairs 5                       | 2    | --pairs 5: at least 6 is needed
            calibrate --generator --repetitions 3     | 2    | leave --generator out
            calibrate --generator --soak 5s           | 2    | a soak must last 20 s or more
            calibrate --generatr                      | 2    | did you mean "--generator"?
            load                                      | 2    | Missing required
            load http://127.0.0.1:1/                  | 2    | --closed
            load ftp://127.0.0.1/ --closed            | 2    | is not an http URL
            load http://127.0.0.1:1/ --rate 5 --closed| 2    | mutually exclusive
            load http://127.0.0.1:1/ --rate -5        | 2    | requests per second
            load http://127.0.0.1:1/ --closed -c 0    | 2    | connections must be
            load http://127.0.0.1:1/ --closed -d 5    | 2    | "5" is not a duration
            load http://127.0.0.1:1/ --closed -H x    | 2    | 'Name: value'
            load http://127.0.0.1:1/ --closed -d 1s   | 3    | refused
            load http://127.0.0.1:1/x --closed --request /a:9 | 2 | leave out the path /x
            load http://127.0.0.1:1/ --closed --request a:9   | 2 | write it as 'GET /path' or 'GET /path:99'
            load http://127.0.0.1:1/ --closed --request /a --request /a | 2 | the same request is there twice, GET /a
            load http://127.0.0.1:1/ --closed --request /a:30 | 2 | as in /a:30:1
            load http://127.0.0.1:1/ --closed --request /a:1  | 2 | as in /a:30:1
            load https://127.0.0.1:1/ --closed        | 2    | asks for TLS, which is not supported
            load unix:/run/x --closed                 | 2    | asks for a Unix socket
            load http://127.0.0.1:1/ --closed --also http://a/?q=1 | 2 | leave out path and query /?q=1
            load http://127.0.0.1:1/ --closed --also http://u:p@a/ | 2 | give user and password with the first URL
            load http://127.0.0.1:1/ --closed http://u:p@h/   | 2 | a second URL, "http://***@h/": further servers are --also URL
            load http://127.0.0.1:1/ --closed --body @nowhere -X POST | 2 | --body @nowhere: there is no such file; write @@nowhere
            load http://127.0.0.1:1/ --closed --body x        | 2 | -X GET to send it with GET
            load http://127.0.0.1:1/ --closed -X PUT --body x --body-bytes 5 | 2 | leave one of them out
            load http://127.0.0.1:1/ --closed -X PUT --body-bytes 1000000000 | 2 | 0 to 67108864 bytes (64 MiB)
            load http://127.0.0.1:1/ --closed --slow-writers 1 --slow-write-body 1000000000 | 2 | 0 to 67108864 bytes (64 MiB)
            load http://127.0.0.1:1/ --sessions 5 --session-requests 5 -H Connection:close | 2 | a connection per request needs an open loop
            load http://127.0.0.1:1/ --closed -d 0s   | 2    | measurement must be 1 ms to 7 days, not '0 s'
            load http://127.0.0.1:1/ --closed -d 200h | 2    | measurement must be 1 ms to 7 days, not '200 h'
            load http://127.0.0.1:1/ --closed --timeout 1us | 2 | timeout must be 1 ms to 1 hour, not '1 µs'
            load http://127.0.0.1:1/ --closed -d 1m30s | 3   | refused
            load http://127.0.0.1:1/ --rate 1k         | 3   | refused
            load http://127.0.0.1:1/ --rate 1/m        | 3   | refused
            load http://127.0.0.1:1/ --rate 0.1        | 3   | refused
            load http://127.0.0.1:1/ --rate 1,5k/x     | 2   | as 500, 0.1, 2k or 30/m, a ramp as
            load http://127.0.0.1:1/ --closed -c 0,5   | 2   | a whole number as 1000 or 1k
            load http://127.0.0.1:1/ --closed --precision 0,5 | 2 | is not a number: write it with a point
            load http://127.0.0.1:1/ --closed --seed one      | 2 | is not a whole number
            load http://127.0.0.1:1/ --closed --latency       | 2 | latencies are always printed
            load http://127.0.0.1:1/ --closed -t2             | 2 | --loops N
            load http://127.0.0.1:1/ --closed --threads 2     | 2 | --loops N
            load http://127.0.0.1:1/ --closed --threads=2     | 2 | --loops N
            load http://127.0.0.1:1/ -R2000                   | 2 | the rate is --rate R
            load http://127.0.0.1:1/ -n 200 -c 5              | 2 | -d TIME, as in -d 10s
            load http://127.0.0.1:1/ -z 30s -q 5              | 2 | -d TIME, as in -d 10s
            load http://127.0.0.1:1/ --closed -q 5            | 2 | the rate is --rate R
            load http://127.0.0.1:1/ --vus 5                  | 2 | -c N --closed
            load http://127.0.0.1:1/ -k                       | 2 | connections are kept open by themselves
            load http://127.0.0.1:1/ -rate=50/s               | 2 | unknown option "-rate": write --rate, with two dashes
            load http://127.0.0.1:1/ -duration=5s             | 2 | write --duration, with two dashes
            load http://127.0.0.1:1/ -targets=t.txt           | 2 | --request 'GET /a:9'
            load http://127.0.0.1:1/ --closed --body-bytes 5  | 2 | add -X POST
            load http://127.0.0.1:1/ --closed --slow-readers 10 | 2 | fewer than connections (10)
            load http://127.0.0.1:1/ --closed --slow-readers 1 --connection-per-request | 2 | slow readers need kept
            load http://127.0.0.1:1/ --find-capacity p99<1s --sessions 5 --session-requests 5 | 2 | leave it out
            load http://127.0.0.1:1/ --find-capacity p99<1s --rate 1..5 | 2 | begins at one rate
            load http://127.0.0.1:1/ --rate 5..           | 2    | a ramp as 100..2000, or equal steps as 100,500,0,500
            run claims --expect verdicts.yaml --no-report | 2    | leave --no-report out
            load http://127.0.0.1:1/ --rate 0             | 2    | requests per second must be above 0
            load http://127.0.0.1:1/ --rate 0,0           | 2    | above 0 at some time
            load http://127.0.0.1:1/ --rate 5 --think 1s  | 2    | with --closed or --sessions only
            load http://127.0.0.1:1/ --closed --think 5   | 2    | exponential times as exp:100ms
            load http://127.0.0.1:1/ --closed --think exp:2h  | 2 | 1 µs to 1 hour
            load http://127.0.0.1:1/ --closed --session-requests 5 | 2 | give both, as in --sessions 50
            load http://127.0.0.1:1/ --sessions 5             | 2 | give both, as in --sessions 50
            load http://127.0.0.1:1/ --sessions 0 --session-requests 5 | 2 | sessions per second must be above 0
            load http://127.0.0.1:1/ --sessions 5 --session-requests few | 2 | write a whole number as 5, or a mean as geo:5
            load http://127.0.0.1:1/ --sessions 5 --session-requests 1.5 | 2 | write a whole number as 5, or a mean as geo:5
            load http://127.0.0.1:1/ --sessions 5 --session-requests geo:0.5 | 2 | 1 to 1,000,000
            load http://127.0.0.1:1/ --sessions 5 --closed    | 2 | mutually exclusive
            load http://127.0.0.1:1/ --closed --slow-writers 10 | 2 | slow writers must be fewer than connections (10)
            load http://127.0.0.1:1/ --closed --slow-writers 1 --slow-write-body 0 | 2 | must have a body
            load http://127.0.0.1:1/ --closed --slow-writers 1 --slow-write-rate 5 | 2 | 100 to 1,000,000
            load http://127.0.0.1:1/ --closed --idle 10       | 2 | idle connections must be fewer than connections (10)
            load http://127.0.0.1:1/ --closed --source here   | 2 | a source must be an address such as 127.0.0.2
            load http://127.0.0.1:1/ --closed --source 192.0.2.1 | 3 | name addresses of this machine
            load http://127.0.0.1:1/ --closed --also ftp://a  | 2 | is not an http URL
            load http://127.0.0.1:1/ --closed --also http://a/b | 2 | leave out the path /b
            """)
    void badInputGivesOneLineThatSaysWhatToDo(String arguments, int exit, String message) {
        assertThat(execute(arguments.split(" "))).isEqualTo(exit);
        assertThat(err.toString().strip()).startsWith("tvl: ").contains(message).doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void listsWhatThereIs() {
        assertThat(execute("list", "contestants")).isZero();
        assertThat(out.toString()).contains("eventloop", "blocking-platform", "node");
        assertThat(execute("list", "scenarios")).isZero();
        assertThat(out.toString()).contains("waiting", "c2000");
        assertThat(execute("list", "profiles")).isZero();
        assertThat(out.toString()).contains("quick", "connections");
    }

    @Test
    void plansWithoutTouchingAnything() {
        assertThat(execute("plan", "quick", "--contestants", "eventloop", "--blocks", "2"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(2 * 5 + 3);
        assertThat(out.toString()).containsPattern("10 trials, about \\d+ s, about \\d+\\.\\d MiB");
        assertThat(out.toString()).contains("! left out by --contestants: blocking-platform, blocking-virtual, node");
        assertThat(out.toString())
                .containsPattern("Time: (from \\d+ measured trials|no measured trials yet: a guess)\\R$");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Tvl.commandLine();
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
