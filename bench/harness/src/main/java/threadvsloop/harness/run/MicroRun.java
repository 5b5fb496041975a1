package threadvsloop.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;

/// Runs the JMH benchmarks of `bench/micro` in a process of their own; their JSON result stays in the run directory.
public record MicroRun(Project project) {

    /// @param pattern regular expression of benchmarks
    /// @param directory an existing run directory; receives `micro.json`
    /// @throws PreflightException when they are not built, or fail
    public void carryOut(String pattern, Path directory) throws IOException, InterruptedException {
        Path jar = project.root().resolve("bench/micro/target/tvl-micro.jar");
        if (!Files.exists(jar)) {
            throw new PreflightException(List.of("the micro-benchmarks are not built: run mvn -DskipTests package"));
        }
        Process jmh = new ProcessBuilder(
                        Project.java(),
                        "-jar",
                        jar.toString(),
                        pattern,
                        "-rf",
                        "json",
                        "-rff",
                        directory.resolve("micro.json").toString())
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(jmh::destroy));
        if (jmh.waitFor() != 0) {
            throw new PreflightException(List.of("the micro-benchmarks failed; what they said stands above"));
        }
    }
}
