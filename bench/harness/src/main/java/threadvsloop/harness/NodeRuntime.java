package threadvsloop.harness;

import java.util.List;
import java.util.Optional;

/// The Node.js that the contestants run on; `servers/node/run.sh` chooses it, and is asked which.
///
/// @param path of the executable
/// @param version as `node --version` prints it
/// @param pinned whether it is the npm package pinned in `servers/node`, and not the machine's own
record NodeRuntime(String path, String version, boolean pinned) {

    static final String REMEDY =
            "no Node.js: install npm, then run mvn -DskipTests package, which fetches the pinned one";

    static Optional<NodeRuntime> find(Project project) {
        String answer = Shell.output(
                List.of(project.root().resolve("servers/node/run.sh").toString(), "--which"));
        String[] words = answer.split(" ");
        return words.length != 2
                ? Optional.empty()
                : Optional.of(new NodeRuntime(words[0], words[1], words[0].contains("node_modules")));
    }
}
