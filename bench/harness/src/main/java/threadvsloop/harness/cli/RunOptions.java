package threadvsloop.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import threadvsloop.harness.Durations;
import threadvsloop.harness.Project;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.plan.RunRequest;

/// What `tvl plan` and `tvl run` are asked.
final class RunOptions {

    @Parameters(paramLabel = "PROFILE", description = "A profile: see tvl list profiles.")
    private String profile = "";

    @Option(names = "--contestants", split = ",", paramLabel = "ID", description = "Only these contestants.")
    private List<String> contestants = new ArrayList<>();

    @Option(names = "--scenarios", split = ",", paramLabel = "ID", description = "Only these scenarios.")
    private List<String> scenarios = new ArrayList<>();

    @Option(names = "--claims", split = ",", paramLabel = "ID", description = "Only these claims: see tvl list claims.")
    private List<String> claims = new ArrayList<>();

    @Option(names = "--blocks", paramLabel = "N", description = "Repetitions of every comparison.")
    private @Nullable Integer blocks;

    @Option(
            names = "--max-blocks",
            paramLabel = "N",
            description = "Where an interval reaches further than 10%% from its estimate, go on until it does not, or"
                    + " until N blocks.")
    private @Nullable Integer mostBlocks;

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            description = "Blocks are run again or added only if they will end in this time, as in 55m.")
    private @Nullable String within;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the order and of the arrivals (default 1).")
    private @Nullable Long seed;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OwnServerFiles ownServers = new OwnServerFiles();

    Catalogue catalogue(Project project) {
        return ownServers.catalogue(project);
    }

    RunRequest request(Catalogue catalogue, Project project) {
        return RunRequest.of(
                catalogue,
                project,
                profile,
                new RunRequest.Choices(
                        contestants,
                        scenarios,
                        claims,
                        optional(blocks),
                        optional(mostBlocks),
                        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                        Optional.ofNullable(within).map(Durations::parse),
                        database.address()));
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
