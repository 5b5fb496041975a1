package threadvsloop.harness.catalogue;

import java.util.List;
import java.util.Optional;
import threadvsloop.harness.Project;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.Launch;
import threadvsloop.results.documents.Run;

/// A server that can be measured.
public sealed interface Contestant permits CatalogueContestant, OwnContestant {

    String id();

    String label();

    /// `thread`, `virtual` or `loop`; `unknown` for an own server whose user does not say.
    String family();

    String description();

    /// Why this contestant cannot run here, with the remedy; empty when it can.
    Optional<String> unavailable(Project project);

    /// A scenario's request as this server knows it, `GET /wait/100` or its own `GET /sleep?ms=100`; empty when it has
    /// no
    /// such endpoint.
    Optional<String> request(String request);

    /// Whether it answers `/stats`.
    boolean givesStats();

    /// Everything but the start of a process: the command line is complete.
    ///
    /// @param port 0 for any free one
    /// @param backends options that tell a contestant of the project where its backends are; may be empty
    Launch launch(Project project, Cpus cpus, String host, int port, List<String> backends);

    Run.Contestant toRun();

    /// Where it runs: the machine's division, with what of it this server gets.
    default Cpus place(Cpus cpus) {
        return cpus;
    }

    /// Requests of a scenario that this server has no endpoint for; empty when it can take part.
    default List<String> lacks(Run.Scenario scenario) {
        return scenario.points().stream()
                .flatMap(point -> point.requests().stream())
                .filter(request -> request(request).isEmpty())
                .distinct()
                .toList();
    }
}
