package threadvsloop.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/tvl` itself, in a project with a command that prints what reaches it and a Maven that only says it was
/// called.
class LauncherTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant BEFORE = BUILT.minusSeconds(60);
    private static final Instant AFTER = BUILT.plusSeconds(60);

    @TempDir
    private Path temp;

    private Path root;
    private Path bin;
    private Path source;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void writeProject() throws IOException {
        root = temp.resolve("a project in Österreich");
        bin = Files.createDirectories(temp.resolve("bin"));
        write("bench/harness/jvm.options", "-XX:TieredStopAtLevel=1\n");
        write("pom.xml", "<project/>");
        source = write("loadgen/src/main/java/Some.java", "");
        Path launcher =
                write("scripts/tvl", Files.readString(Project.find().root().resolve("scripts/tvl")));
        executable(launcher);
        writeJar();
        write("bench/harness/target/built", "");
        old();
        maven("touch \"$PWD/maven-was-here\"; touch bench/harness/target/built");
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void argumentsArriveWhateverTheLocaleTheFolderAndTheHome() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("tvl-link"), root.resolve("scripts/tvl"));
        Result result = run(link, Map.of("LC_ALL", "C"), "--body", "Größe 大きさ", "a  b", "");
        assertThat(result.error()).isEmpty();
        assertThat(result.output()).containsExactly("root " + root, "--body", "Größe 大きさ", "a  b", "");
        assertThat(result.code()).isEqualTo(7);
    }

    @Test
    void nothingIsBuiltWhileTheBuildIsNewest() throws Exception {
        Path test = write("loadgen/src/test/java/SomeTest.java", "");
        touch(test, AFTER);
        touch(write("loadgen/target/classes/src/main/Some.class", ""), AFTER);
        touch(write("results/runs/one/src/main/notes", ""), AFTER);
        assertThat(run(launcher(), Map.of()).error()).isEmpty();
        assertThat(root.resolve("maven-was-here")).doesNotExist();
    }

    @Test
    void aNewerSourceIsBuiltAndNamed() throws Exception {
        touch(source, AFTER);
        Result result = run(launcher(), Map.of());
        assertThat(result.error()).contains("loadgen/src/main/java/Some.java is newer than the build: building");
        assertThat(root.resolve("maven-was-here")).exists();
        assertThat(result.code()).isEqualTo(7);
    }

    @Test
    void aChangedBuildFileAndASourceThatIsGoneAreNoticed() throws Exception {
        touch(root.resolve("pom.xml"), AFTER);
        assertThat(run(launcher(), Map.of()).error()).contains("pom.xml is newer");
        old();
        Files.delete(source);
        assertThat(run(launcher(), Map.of()).error()).contains("loadgen/src/main/java is newer");
    }

    @Test
    void whatIsNotBuiltIsBuilt() throws Exception {
        Files.delete(root.resolve("bench/harness/target/built"));
        Result result = run(launcher(), Map.of());
        assertThat(result.error()).contains("there is no build yet: building");
        assertThat(result.code()).isEqualTo(7);
    }

    @Test
    void anOldBuildIsNotRunWhenTheNewOneFails() throws Exception {
        touch(source, AFTER);
        maven("echo COMPILATION ERROR >&2; exit 1");
        Result result = run(launcher(), Map.of());
        assertThat(result.error()).contains("COMPILATION ERROR", "tvl: the build failed");
        assertThat(result.output()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.PREFLIGHT);
    }

    @Test
    void withoutMavenAnOldBuildIsNotRunEither() throws Exception {
        touch(source, AFTER);
        Files.delete(bin.resolve("mvn"));
        Result result = run(launcher(), Map.of());
        assertThat(result.error()).contains("there is no mvn to build with: install Maven");
        assertThat(result.code()).isEqualTo(ExitCode.PREFLIGHT);
    }

    @Test
    void aRunningCommandKeepsItsJars() throws Exception {
        Process running = start(launcher(), Map.of(), "stay");
        assertThat(running.inputReader(UTF_8).readLine()).isEqualTo("root " + root);
        touch(source, AFTER);
        Result refused = run(launcher(), Map.of());
        assertThat(refused.error()).contains("a tvl command is running", "wait until it has ended");
        assertThat(refused.code()).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(root.resolve("maven-was-here")).doesNotExist();
        running.getOutputStream().close();
        assertThat(running.waitFor()).isEqualTo(7);
        assertThat(run(launcher(), Map.of()).error()).contains("building");
    }

    /// What stands for the command: prints its root and arguments, waits for the end of standard input if told to
    /// `stay`.
    static final class Echo {

        private Echo() {}

        static void main(String[] arguments) throws IOException {
            System.out.println("root " + System.getProperty("tvl.root"));
            List.of(arguments).forEach(System.out::println);
            if (List.of(arguments).contains("stay")) {
                System.in.read();
            }
            System.exit(7);
        }
    }

    private record Result(List<String> output, String error, int code) {}

    private Path launcher() {
        return root.resolve("scripts/tvl");
    }

    private Result run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(launcher, environment, arguments);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(output.lines().toList(), Files.readString(errors()), process.waitFor());
    }

    /// From another folder, with nothing in its environment but what is given and a PATH.
    private Process start(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temp.toFile()).redirectError(errors().toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin + ":" + toolsWithoutMaven());
        builder.environment().put("TVL_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path errors() {
        return temp.resolve("errors");
    }

    /// The tools that the launcher needs, without the Maven that may lie beside them.
    private Path toolsWithoutMaven() throws IOException {
        Path tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool : List.of("readlink", "dirname", "grep", "find", "locale", "flock", "touch")) {
            script(tools.resolve(tool), "PATH=/usr/bin:/bin exec %s \"$@\"".formatted(tool));
        }
        return tools;
    }

    private void maven(String does) throws IOException {
        script(bin.resolve("mvn"), does);
    }

    private static void script(Path file, String does) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + does + "\n");
        executable(file);
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    private void writeJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String entry = Echo.class.getName().replace('.', '/') + ".class";
        Path jar = write("bench/harness/target/tvl-harness.jar", "");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream code =
                        Objects.requireNonNull(Echo.class.getClassLoader().getResourceAsStream(entry))) {
            entries.putNextEntry(new JarEntry(entry));
            code.transferTo(entries);
        }
    }

    /// Everything is a minute older than the build.
    private void old() throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.toList()) {
                touch(file, BEFORE);
            }
        }
        touch(root.resolve("bench/harness/target/built"), BUILT);
    }

    private static void touch(Path file, Instant at) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
