package threadvsloop.loadgen.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SchedulerReadingTest {
    @TempDir
    private Path folder;

    @Test
    void theLoopThatWaitedLongestCounts() throws Exception {
        Path one = task("one", "5 1000 3\n");
        Path two = task("two", "5 2000 3\n");
        SchedulerReading before = SchedulerReading.now(List.of(one, two));
        task("one", "9 1300 4\n");
        task("two", "9 9000 4\n");

        assertThat(SchedulerReading.now(List.of(one, two)).longestRunQueueNsSince(before))
                .isEqualTo(7000);
    }

    @Test
    void whatTheSystemDoesNotTellIsUnknown() {
        SchedulerReading nothing = SchedulerReading.now(List.of(SchedulerReading.UNKNOWN_TASK));

        assertThat(nothing.longestRunQueueNsSince(nothing)).isEqualTo(-1);
        assertThat(new SchedulerReading(List.of(), -1, 0).stealShareSince(nothing))
                .isEqualTo(-1);
    }

    @Test
    void stealIsAPartOfAllTime() {
        SchedulerReading before = new SchedulerReading(List.of(), 10, 1000);
        SchedulerReading after = new SchedulerReading(List.of(), 40, 1600);

        assertThat(after.stealShareSince(before)).isEqualTo(0.05);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxTellsOfThisThread() {
        assertThat(SchedulerReading.ofThisThread()).exists();
        SchedulerReading now = SchedulerReading.now(List.of(SchedulerReading.ofThisThread()));

        assertThat(now.runQueueNs().getFirst()).isNotNegative();
        assertThat(now.stealTicks()).isNotNegative();
        assertThat(now.allTicks()).isPositive();
    }

    private Path task(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
