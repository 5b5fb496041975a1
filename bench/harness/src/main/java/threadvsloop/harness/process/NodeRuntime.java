package threadvsloop.harness.process;

import java.util.List;
import java.util.Optional;
import threadvsloop.harness.Project;
import threadvsloop.harness.Shell;

/// The Node.js that the contestants run on; `servers/node/run.sh` chooses it, and is asked which.
///
/// @param path of the executable
/// @param version as `node --version` prints it
/// @param pinned whether it is the npm package pinned in `servers/node`, and not the machine's own
public record NodeRuntime(String path, String version, boolean pinned) {

    public static final String REMEDY =
            "no Node.js: install npm, then run mvn -DskipTests package, which fetches the pinned one";

    public static Optional<NodeRuntime> find(Project project) {
        String answer = Shell.output(
                List.of(project.root().resolve("servers/node/run.sh").toString(), "--which"));
        // The path may hold blanks, the version does not.
        int blank = answer.lastIndexOf(' ');
        return blank < 0
                ? Optional.empty()
                : Optional.of(new NodeRuntime(
                        answer.substring(0, blank),
                        answer.substring(blank + 1),
                        answer.contains("/servers/node/node_modules/")));
    }
}
