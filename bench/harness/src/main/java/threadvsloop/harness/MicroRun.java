package threadvsloop.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/// Runs the JMH benchmarks of `bench/micro` in a process of their own; their JSON result stays in the run directory.
///
/// @param spec the command that asked, for its output
record MicroRun(Project project, CommandSpec spec) {

    int run(Profile profile, Path directory) throws IOException, InterruptedException {
        Path jar = project.root().resolve("bench/micro/target/tvl-micro.jar");
        if (!Files.exists(jar)) {
            throw new PreflightException(List.of("the micro-benchmarks are not built: run mvn -DskipTests package"));
        }
        Files.createDirectories(directory);
        Path result = directory.resolve("micro.json");
        Process jmh = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        Objects.requireNonNull(profile.jmh()),
                        "-rf",
                        "json",
                        "-rff",
                        result.toString())
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(jmh::destroy));
        if (jmh.waitFor() != 0) {
            throw new IOException("the micro-benchmarks failed; what they said stands above");
        }
        spec.commandLine().getOut().println("Results: " + result.toAbsolutePath());
        return ExitCode.DONE;
    }
}
